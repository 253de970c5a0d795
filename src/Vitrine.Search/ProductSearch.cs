using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models;
using Vitrine.Models.Files;

namespace Vitrine.Search;

/// <summary>
/// Finds products by words or by picture: the query's code against the photo codes of all products. Shows one state of the store, that of its
/// opening. Encoding a query is for one thread at a time (<see cref="IRetrievalModel"/>); <see cref="Nearest"/> is for any number of them.
/// </summary>
public sealed class ProductSearch : IDisposable
{
    readonly CatalogueStore store;
    readonly IndexSnapshot index;
    readonly IRetrievalModel model;

    ProductSearch(CatalogueStore store, IndexSnapshot index, IRetrievalModel model) => (this.store, this.index, this.model) = (store, index, model);

    /// <summary>Opens the index that <c>vitrine index</c> made for a model.</summary>
    /// <param name="storePath">The store's folder.</param>
    /// <param name="modelName">A model of the store.</param>
    /// <exception cref="UsageException">No store, model or index, or an index that is older than the products.</exception>
    public static ProductSearch Open(string storePath, string modelName)
    {
        CatalogueStore store = CatalogueStore.Open(storePath);
        IndexSnapshot? index = null;
        try
        {
            index = ProductIndex.Open(store, modelName);
            return new ProductSearch(store, index, ModelDirectory.Load(store, modelName));
        }
        catch
        {
            index?.Dispose();
            store.Dispose();
            throw;
        }
    }

    /// <summary>Bits of each layer of the codes, coarse first.</summary>
    public IReadOnlyList<int> BitsPerLayer => index.Schema.CodeBitsPerLayer;

    /// <summary>The products nearest to a text.</summary>
    /// <param name="text">Words as a customer would type them, not empty.</param>
    /// <param name="k">Hits wanted, 1 or more; fewer come back when fewer products pass the filter.</param>
    /// <param name="category">Only products below this branch of the category tree, see <see cref="CategoryFilter.Under"/>; null for all.</param>
    public IReadOnlyList<ProductHit> ByText(string text, int k = 10, string? category = null)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new UsageException("The text to search for is empty.", "Give some words, such as: --text \"red dress\"");
        return Nearest(model.EncodeTexts([text]).Codes!, k, category);
    }

    /// <summary>The products nearest to a picture.</summary>
    /// <param name="imageFile">The bytes of a JPEG, PNG, WebP, GIF, TIFF or SVG file.</param>
    /// <param name="k">As for <see cref="ByText"/>.</param>
    /// <param name="category">As for <see cref="ByText"/>.</param>
    /// <exception cref="Catalogue.Images.ImageException">The bytes are no image, or too large a one.</exception>
    public IReadOnlyList<ProductHit> ByImage(byte[] imageFile, int k = 10, string? category = null) =>
        Nearest(model.EncodeImageFiles([imageFile]).Codes!, k, category);

    /// <summary>The products nearest to a code; equal distances in the order of ids.</summary>
    public IReadOnlyList<ProductHit> Nearest(ReadOnlySpan<ulong> code, int k, string? category = null)
    {
        if (k < 1)
            throw new UsageException($"{k} hits were asked for.", "Ask for 1 or more.");
        return
        [
            .. index.SearchCodes(code, k, FilterOf(category)).Select(match =>
            {
                Product product = store[match.Row];
                return new ProductHit(product, store.Tree.Path(product.Category), match.Distance, match.LayerDistances);
            }),
        ];
    }

    public void Dispose()
    {
        model.Dispose();
        index.Dispose();
        store.Dispose();
    }

    RowSet? FilterOf(string? category)
    {
        if (category is null)
            return null;
        bool[] wanted = CategoryFilter.Under(store.Tree, category);
        return RowSet.Where(store.Count, row => wanted[store.Categories[row]]);
    }
}
