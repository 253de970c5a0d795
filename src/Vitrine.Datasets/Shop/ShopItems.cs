using Vitrine.Catalogue;
using Vitrine.Tensors;

namespace Vitrine.Datasets.Shop;

/// <summary>Reads the products of a synthetic shop back from a store, however they came there: its attributes say everything that can be seen.</summary>
public static class ShopItems
{
    /// <summary>The attribute with the name of a product's family.</summary>
    internal const string Model = "model";

    // Any; the same changes each time.
    private const ulong Seed = 17;

    /// <summary>Whether a store's products are those of a synthetic shop: of the first, category and attributes are.</summary>
    public static bool AreIn(CatalogueStore store) => store.Count > 0 && Read(store, 0) is not null;

    /// <summary>
    /// The exact changes between products of one part that have photos: within families, and out of them by one to all attributes; each in six phrasings, with hard
    /// negatives and a second picture where there are some.
    /// </summary>
    /// <exception cref="BadDataException">A product is none of a synthetic shop.</exception>
    public static IReadOnlyList<ShopChange> Changes(CatalogueStore store, Part part, CancellationToken cancellation = default)
    {
        var items = new List<ShopItem>();
        foreach (var row in store.PhotographedRowsOf(part))
        {
            cancellation.ThrowIfCancellationRequested();
            items.Add(Read(store, row) ?? throw new BadDataException(store.Path, null, null, $"the product '{store[row].Id}' among those of a synthetic shop",
                "categories and attributes as 'vitrine synth' writes them", "Keep a synthetic shop and others in stores of their own."));
        }

        return ShopChanges.OfEveryShare(items, new RandomSource(Seed), cancellation);
    }

    private static ShopItem? Read(CatalogueStore store, int row)
    {
        var product = store[row];
        var path = store.Tree.Path(product.Category);
        var category = ShopAssortment.Categories.FirstOrDefault(known => known.Path.SequenceEqual(path));
        if (category is null || One(Model) is not { } model)
            return null;
        var look = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in category.Attributes)
        {
            if (One(attribute.Name) is not { } value || attribute.Values.All(known => known.Name != value))
                return null;
            look.Add(attribute.Name, value);
        }

        return new ShopItem(product.Id, model, category, new Look(look));

        string? One(string name) => product.Attributes.TryGetValue(name, out var values) && values is [var only] ? only : null;
    }
}
