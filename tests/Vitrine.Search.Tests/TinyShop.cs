using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Search.Tests;

/// <summary>A real store of plainly coloured squares with a CCA model and its index, made once for all tests.</summary>
public sealed class TinyShop : IDisposable
{
    public const string Model = "cca";

    /// <summary>Colours as the shop names them, with their red, green and blue.</summary>
    private static readonly (string Name, byte Red, byte Green, byte Blue)[] Colours =
        [("red", 220, 30, 30), ("green", 30, 160, 40), ("blue", 30, 50, 210), ("yellow", 240, 220, 40), ("black", 15, 15, 15), ("white", 240, 240, 240)];

    private static readonly string[][] Kinds = [["Clothes", "Shirt"], ["Clothes", "Dress"], ["Shoes", "Boot"]];

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-").FullName;

    public TinyShop()
    {
        using (var writer = StoreWriter.Open(Store))
        {
            for (var number = 0; number < 180; number++)
                writer.Put(Product(number), Photo(number));
            writer.Commit();
        }

        using var store = CatalogueStore.Open(Store);
        Methods.Find("cca").Train(new StoreTrainingData(store), new TrainingRequest(Model) { Bits = 8 });
        UpdateGalleries(store, Model);
    }

    public string Store => Path.Combine(folder, "shop.vitrine");

    /// <summary>The photo of a product: two thirds its colour, with a shade of its own so that no two are the same.</summary>
    public static byte[] Photo(int number)
    {
        var (_, red, green, blue) = Colours[number % Colours.Length];
        var pixels = new byte[32 * 32 * 3];
        for (var i = 0; i < 32 * 32; i++)
        {
            var background = i % 32 < 5 + number % 3;
            pixels[3 * i] = background ? (byte)250 : (byte)(red ^ (number % 8));
            pixels[3 * i + 1] = background ? (byte)250 : (byte)(green ^ (number / 8 % 8));
            pixels[3 * i + 2] = background ? (byte)250 : (byte)(blue ^ (number / 64 % 8));
        }

        return ImageEncoder.Png(new RgbImage(32, 32, pixels));
    }

    /// <summary>Encodes what a model has not encoded yet.</summary>
    public static GalleryUpdate UpdateGalleries(CatalogueStore store, string name)
    {
        using var model = Methods.Load(store.Path, name);
        return GalleryWriter.Update(store, name, model);
    }

    public static ProductData Product(int number)
    {
        var colour = Colours[number % Colours.Length].Name;
        var kind = Kinds[number / Colours.Length % Kinds.Length];
        return new ProductData($"P{number:D4}", $"{colour} {kind[^1].ToLowerInvariant()} model {number}", kind) { Attributes = new Dictionary<string, IReadOnlyList<string>> { ["colour"] = [colour] } };
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
