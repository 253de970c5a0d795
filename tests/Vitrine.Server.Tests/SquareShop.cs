using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Search;
using Vitrine.Search.Fields;
using Vitrine.Search.Words;

namespace Vitrine.Server.Tests;

/// <summary>A store of plainly coloured squares, searchable by words, fields and a small model that looks at them.</summary>
public sealed class SquareShop : IDisposable
{
    public const int Products = 180;
    public const string Model = "cca";

    private static readonly (string Name, byte Red, byte Green, byte Blue)[] Colours =
        [("red", 220, 30, 30), ("green", 30, 160, 40), ("blue", 30, 50, 210), ("yellow", 240, 220, 40), ("black", 15, 15, 15), ("white", 240, 240, 240)];

    private static readonly string[][] Kinds = [["Clothes", "Shirt"], ["Clothes", "Dress"], ["Shoes", "Boot"]];

    private readonly TemporaryFolder folder = new();

    public SquareShop()
    {
        using (var writer = StoreWriter.Open(Store))
        {
            for (var number = 0; number < Products; number++)
                writer.Put(Product(number), Photo(number));
            writer.Put(new ProductData("a/b ü", "green scarf without a photo", ["Clothes", "Scarf"]), []);
            writer.Commit();
        }

        using (var store = CatalogueStore.Open(Store))
            Methods.Find("cca").Train(new StoreTrainingData(store), new TrainingRequest(Model) { Bits = 8 });
        Index(Store);
    }

    public string Store => folder.File("shop.vitrine");

    /// <summary>Makes all that a store has searchable, as 'vitrine index' does.</summary>
    public static void Index(string path)
    {
        using var store = CatalogueStore.Open(path);
        WordIndexWriter.Update(store);
        FieldIndexWriter.Update(store);
        using var model = Methods.Load(path, Model);
        GalleryWriter.Update(store, Model, model);
    }

    /// <summary>The photo of a product: its colour, with a shade of its own.</summary>
    public static byte[] Photo(int number)
    {
        var (_, red, green, blue) = Colours[number % Colours.Length];
        var pixels = new byte[32 * 32 * 3];
        for (var i = 0; i < 32 * 32; i++)
        {
            pixels[3 * i] = (byte)(red ^ (number % 8));
            pixels[3 * i + 1] = (byte)(green ^ (number / 8 % 8));
            pixels[3 * i + 2] = (byte)(blue ^ (number / 64 % 8));
        }

        return ImageEncoder.Png(new RgbImage(32, 32, pixels));
    }

    private static ProductData Product(int number)
    {
        var colour = Colours[number % Colours.Length].Name;
        var kind = Kinds[number / Colours.Length % Kinds.Length];
        return new ProductData($"P{number:D4}", $"{colour} {kind[^1].ToLowerInvariant()} model {number}", kind)
        {
            Attributes = new Dictionary<string, IReadOnlyList<string>> { ["colour"] = [colour], ["size"] = ["S", "M"] },
            Numbers = new Dictionary<string, double> { ["price"] = 10 + number % 50 },
        };
    }

    public void Dispose() => folder.Dispose();
}
