using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;

namespace Vitrine.Search.Codes;

/// <summary>Finds products by the weighted distance of the codes of their photos. Shows one state of the store, that of its opening.</summary>
public sealed class WeightedSearch : IDisposable
{
    private readonly CatalogueStore store;
    private readonly WeightedGallery gallery;

    private WeightedSearch(CatalogueStore store, WeightedGallery gallery) => (this.store, this.gallery) = (store, gallery);

    /// <summary>Opens what <c>vitrine index</c> made with a model.</summary>
    /// <param name="storePath">The store's folder.</param>
    /// <param name="modelName">A model of the store.</param>
    /// <param name="model">What that model gives.</param>
    /// <exception cref="UsageException">As for <see cref="WeightedGallery.Open"/>.</exception>
    public static WeightedSearch Open(string storePath, string modelName, ModelDescription model)
    {
        var store = CatalogueStore.Open(storePath);
        try
        {
            return new WeightedSearch(store, WeightedGallery.Open(store, modelName, model, ItemField.Photo));
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The products nearest to a query that <see cref="ProductSearch.Encode"/> made, nearest first.</summary>
    /// <param name="query">With weights of its bits.</param>
    /// <param name="k">Hits wanted, 1 or more.</param>
    /// <param name="category">Only products below this branch of the category tree, see <see cref="CategoryFilter.Under"/>; null for all.</param>
    public IReadOnlyList<ProductHit> Find(EncodedQuery query, int k = 10, string? category = null)
    {
        if (k < 1)
            throw new UsageException($"{k} hits were asked for.", "Ask for 1 or more.");
        var filter = category is null ? null : RowSet.Where(store.Count, CategoryFilter.Under(store, category));
        return [.. gallery.Nearest(query, k, filter).Select(found => new ProductHit(store[found.Row], store.Tree.Path(store[found.Row].Category), found.Nearness))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        gallery.Dispose();
        store.Dispose();
    }
}
