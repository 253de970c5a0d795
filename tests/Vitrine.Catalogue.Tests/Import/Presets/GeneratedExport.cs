using System.Text;

namespace Vitrine.Catalogue.Tests.Import.Presets;

/// <summary>An export of a shop system as it writes it: a table of some rows and the photos that these name, beside it.</summary>
internal sealed class GeneratedExport : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <param name="table">The table's text.</param>
    /// <param name="photos">Paths below the folder "photos".</param>
    public GeneratedExport(string table, params IEnumerable<string> photos)
    {
        Table = folder.File("products.csv");
        File.WriteAllText(Table, table, new UTF8Encoding(false));
        foreach (var (number, photo) in photos.Index())
        {
            var path = Path.Combine(folder.File("photos"), photo);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, TestShop.Photo(number));
        }
    }

    public string Table { get; }

    public string Store => folder.File("shop.vitrine");

    /// <summary>What a command line says that names the table and the store only.</summary>
    public ImportOptions Said => Open(Table, Store);

    public static ImportOptions Open(string table, string store) =>
        new() { Table = table, Images = "", Out = store, Id = "", Title = [], Category = [], ImagePattern = "" };

    /// <summary>Imports with what is not said completed; each product as "id: title in path; n photos; v variants; price p; brand b".</summary>
    public IReadOnlyList<string> Import(string? preset = null) => Import(Said, preset);

    public static IReadOnlyList<string> Import(ImportOptions said, string? preset = null)
    {
        var summary = CatalogueImporter.Import(ImportGuess.Complete(said, preset).Options);
        Assert.Equal((0, 0), (summary.Skipped, summary.MissingPhotos));
        using var store = CatalogueStore.Open(said.Out);
        return [.. store.Products().Select(product => $"{product.Id}: {product.Title} in {string.Join('/', store.Tree.Path(product.Category))}; "
            + $"{product.Photos} photos; {product.Variants.Count} variants; price {product.Numbers.GetValueOrDefault("price", -1)}; brand {string.Join('+', product.Attributes.GetValueOrDefault("brand", []))}")];
    }

    public void Dispose() => folder.Dispose();
}
