using System.Globalization;
using Vitrine.Catalogue;
using Vitrine.Datasets.Shop;
using Vitrine.Models.Contract;
using Vitrine.Workbench;

namespace Vitrine.Browser.Tests;

/// <summary>A synthetic shop with prices, and with what a page must bear: a product without a photo, and one with a title without an end.</summary>
internal static class DrawnShop
{
    private const int Drawn = 300;

    /// <summary>A product whose photo no other product has.</summary>
    public const string Example = "S00010";

    /// <summary>All products: those drawn, and the two beside them.</summary>
    public const int Products = Drawn + 2;

    /// <summary>Has no photo.</summary>
    public const string Unseen = "UNSEEN";

    /// <summary>Has a title without an end.</summary>
    public const string Long = "LONG";

    private const string Model = "quick";

    /// <summary>Makes its files and a store of them, with a model that takes seconds.</summary>
    /// <returns>The store's folder.</returns>
    public static string Make(TemporaryFolder folder)
    {
        var (files, store) = (folder.File("files"), folder.File("shop.vitrine"));
        Synthesising.IntoFolder(files, ShopGenerator.Generate(new ShopOptions(Drawn, 3)));
        var table = Path.Combine(files, "products.csv");
        File.WriteAllLines(table, [.. Priced(File.ReadAllLines(table))]);
        Importing.Run(new ImportOptions
        {
            Table = table,
            Images = Path.Combine(files, "images"),
            Out = store,
            Id = "id",
            Title = ["title"],
            Category = ["department", "group", "type"],
            Attribute = ["colour", "pattern", "sleeves", "length"],
            Price = ["price"],
        });
        Training.Run(store, "cca", new TrainingRequest(Model) { Bits = 16 });
        ShopIndexing.Run(store, Model);
        return store;
    }

    /// <summary>The photo of a product.</summary>
    public static string PhotoOf(string files, string id) => Path.Combine(files, "images", $"{id}.jpg");

    // Prices of 10 to 99, the same on every run.
    private static IEnumerable<string> Priced(string[] lines)
    {
        var columns = lines[0].Split(',').Length;
        yield return $"{lines[0]},price";
        foreach (var (index, line) in lines.Skip(1).Index())
            yield return string.Create(CultureInfo.InvariantCulture, $"{line},{10 + index * 37 % 90}.90");
        yield return Row(Unseen, "Zeppelin lamp");
        yield return Row(Long, $"Zeppelin lamp with {string.Join(' ', Enumerable.Repeat("a very long name", 12))} {new string('x', 90)}");

        string Row(string id, string title) => $"{id},{title},Home,Lighting,Lamps{new string(',', columns - 5)},45.50";
    }
}
