using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Shop;
using Vitrine.Search.Traits;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

/// <summary>A store of products without photos, and the index of their words.</summary>
internal sealed class WordShop : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CatalogueStore store;

    public WordShop(IEnumerable<ProductData> products, string? language = null)
    {
        Put(products);
        store = CatalogueStore.Open(Path);
        WordIndexWriter.Update(store, language);
        Index = WordIndex.Open(store);
    }

    /// <summary>Products with titles only; the ids are P0, P1, … in their order.</summary>
    public static WordShop OfTitles(string? language, params IEnumerable<string> titles) =>
        new(titles.Select((title, number) => new ProductData($"P{number}", title, ["Things"])), language);

    public string Path => folder.File("shop.vitrine");

    public CatalogueStore Store => store;

    public WordIndex Index { get; }

    /// <summary>The ids of the products that a query finds, the best first.</summary>
    public string[] Find(string query, int count = 10, WordFields fields = WordFields.All) =>
        [.. new WordSignal(Index, fields).Ask(query).Best(count).Select(found => store[found.Row].Id)];

    /// <summary>Opens the search of the shop, by its words.</summary>
    public ShopSearch OpenSearch()
    {
        FieldIndexWriter.Update(store);
        TraitWriter.UpdateSaid(store);
        return ShopSearch.Open(Path, modelName: null);
    }

    /// <summary>Adds products to the store, whose index then is of former ones.</summary>
    public void Put(IEnumerable<ProductData> products)
    {
        using var writer = StoreWriter.Open(Path);
        foreach (var product in products)
            writer.Put(product, []);
        writer.Commit();
    }

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes(params (string Name, string Value)[] attributes) =>
        ProductData.Single(attributes.Select(attribute => KeyValuePair.Create(attribute.Name, attribute.Value)));

    public void Dispose()
    {
        Index.Dispose();
        store.Dispose();
        folder.Dispose();
    }
}
