using Vitrine.Catalogue;

namespace Vitrine.Search.Tests.Queries;

/// <summary>A store of products without photos, as a test lists them.</summary>
internal sealed class WordShop : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-").FullName;

    public WordShop(params IEnumerable<ProductData> products)
    {
        using (var writer = StoreWriter.Open(folder))
        {
            foreach (var product in products)
                writer.Put(product, []);
            writer.Commit();
        }

        Store = CatalogueStore.Open(folder);
    }

    public CatalogueStore Store { get; }

    /// <summary>Products of a kind with attributes given as "name=value|value", and titles that tell of the kind alone.</summary>
    public static IEnumerable<ProductData> Products(int count, string kind, params string[] attributes) => Enumerable.Range(0, count).Select(number =>
        new ProductData($"{kind}-{string.Join('-', attributes)}-{number}", $"{kind} model {number}", ["All", kind])
        {
            Attributes = attributes.Select(attribute => attribute.Split('=')).ToDictionary(pair => pair[0], pair => (IReadOnlyList<string>)pair[1].Split('|')),
        });

    /// <summary>Shirts and dresses in three colours for two genders: six of each, and of green dresses for women four.</summary>
    public static WordShop OfClothes() => new(
        from kind in new[] { "T-Shirts", "Dresses" }
        from colour in new[] { "Navy Blue", "Red", "Green" }
        from gender in new[] { "Men", "Women" }
        let count = (kind, colour, gender) == ("Dresses", "Green", "Women") ? 4 : 6
        from product in Products(count, kind, $"colour={colour}", $"gender={gender}", $"style={kind}{colour}{gender}-1234", "year=2011")
        select product);

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
