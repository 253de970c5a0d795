using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Shop;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Fields;

/// <summary>A store of shirts and boots with prices, sizes by variant and further categories, searched by its words and fields.</summary>
internal sealed class FieldShop : IDisposable
{
    private static readonly string[] Colours = ["red", "Green", "blue"];
    private readonly TemporaryFolder folder = new();

    public FieldShop(int products)
        : this(Enumerable.Range(0, products).Select(Product))
    {
    }

    public FieldShop(IEnumerable<ProductData> products)
    {
        Change(writer =>
        {
            foreach (var product in products)
                writer.Put(product, []);
        });
        Index();
    }

    public string Path => folder.File("shop.vitrine");

    /// <summary>Every sixth is a boot, shown under Sale besides; its price is its number, of every fourth that of its variants.</summary>
    public static ProductData Product(int number)
    {
        var isBoot = number % 6 == 0;
        return new ProductData($"P{number:D3}", $"{Colours[number % 3].ToLowerInvariant()} {(isBoot ? "boot" : "shirt")}", isBoot ? ["Shoes", "Boots"] : ["Clothes", "Tops", "Shirts"])
        {
            FurtherCategories = isBoot ? [["Sale", "Boots"]] : [],
            Attributes = Words.WordShop.Attributes(("colour", Colours[number % 3]), ("price", "fair")),
            Numbers = number % 4 == 0 ? new Dictionary<string, double>() : new Dictionary<string, double> { ["price"] = number },
            Variants = [Variant("S", number + 0.5), Variant(number % 2 == 0 ? "M" : "L", number)],
        };

        static Variant Variant(string size, double price) => new("", Words.WordShop.Attributes(("size", size)), new Dictionary<string, double> { ["price"] = price });
    }

    public void Change(Action<StoreWriter> change)
    {
        using var writer = StoreWriter.Open(Path);
        change(writer);
        writer.Commit();
    }

    public void Index()
    {
        using var store = CatalogueStore.Open(Path);
        WordIndexWriter.Update(store);
        FieldIndexWriter.Update(store);
    }

    public ShopSearch Open() => ShopSearch.Open(Path, null);

    public void Dispose() => folder.Dispose();
}
