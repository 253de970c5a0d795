using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Items;

namespace Vitrine.Search;

/// <summary>
/// Finds products by words, by picture, or by several of both: what the model makes of the query against what it made of the photos of all products. Shows one
/// state of the store, that of its opening. For one thread at a time, as the model is.
/// </summary>
public sealed class ProductSearch : IDisposable
{
    private readonly CatalogueStore store;
    private readonly StoreItems items;
    private readonly IRetrievalModel model;
    private readonly Gallery gallery;

    private ProductSearch(CatalogueStore store, IRetrievalModel model, Gallery gallery)
    {
        (this.store, this.model, this.gallery) = (store, model, gallery);
        items = new StoreItems(store);
    }

    /// <summary>Opens what <c>vitrine index</c> made with a model.</summary>
    /// <param name="storePath">The store's folder.</param>
    /// <param name="modelName">A model of the store.</param>
    /// <param name="by">What to compare; null for what the model does best.</param>
    /// <exception cref="UsageException">No store, model or index, an index that is older than the products, or one without what is to be compared.</exception>
    public static ProductSearch Open(string storePath, string modelName, SearchBy? by = null)
    {
        var store = CatalogueStore.Open(storePath);
        IRetrievalModel? model = null;
        try
        {
            var card = ModelDirectory.Of(store, modelName).ReadCard();
            model = Methods.Load(storePath, modelName);
            var chosen = SearchBys.Choose(by, model.Description, SearchBys.Best(card));
            return new ProductSearch(store, model, Gallery.Open(store, modelName, model, ItemField.Photo, chosen));
        }
        catch
        {
            model?.Dispose();
            store.Dispose();
            throw;
        }
    }

    /// <summary>What the model gives.</summary>
    public ModelDescription Model => model.Description;

    /// <summary>What is compared.</summary>
    public SearchBy By => gallery.By;

    /// <summary>The products nearest to a text.</summary>
    /// <param name="text">Words as a customer would type them, not empty.</param>
    /// <param name="k">Hits wanted, 1 or more; fewer come back when fewer products pass the filter.</param>
    /// <param name="category">Only products below this branch of the category tree, see <see cref="CategoryFilter.Under"/>; null for all.</param>
    public IReadOnlyList<ProductHit> ByText(string text, int k = 10, string? category = null) => Find(Query.Words(text), k, category);

    /// <summary>The products nearest to a picture.</summary>
    /// <param name="imageFile">The bytes of a JPEG, PNG, WebP, GIF, TIFF, SVG or AVIF file.</param>
    /// <param name="k">As for <see cref="ByText"/>.</param>
    /// <param name="category">As for <see cref="ByText"/>.</param>
    /// <exception cref="Catalogue.Images.ImageException">The bytes are no image, or too large a one.</exception>
    public IReadOnlyList<ProductHit> ByImage(byte[] imageFile, int k = 10, string? category = null) => Find(Query.Picture(imageFile), k, category);

    /// <summary>The products nearest to a query of any parts, nearest first; equally near ones in the order of their ids.</summary>
    /// <param name="query">Texts, pictures, changes, each with its weight.</param>
    /// <param name="k">As for <see cref="ByText"/>.</param>
    /// <param name="category">As for <see cref="ByText"/>.</param>
    public IReadOnlyList<ProductHit> Find(Query query, int k = 10, string? category = null) => Find(Encode(query), k, category);

    /// <summary>The same for a query that is encoded already.</summary>
    public IReadOnlyList<ProductHit> Find(EncodedQuery query, int k = 10, string? category = null)
    {
        if (k < 1)
            throw new UsageException($"{k} hits were asked for.", "Ask for 1 or more.");
        return [.. gallery.Nearest(query, k, FilterOf(category)).Select(found => Hit(found.Row, found.Nearness))];
    }

    /// <summary>What the model makes of a query, and which of its words it does not know.</summary>
    /// <exception cref="UsageException">A text is empty.</exception>
    public EncodedQuery Encode(Query query)
    {
        if (query.Parts.OfType<TextPart>().Any(part => string.IsNullOrWhiteSpace(part.Text)) || query.Parts.OfType<ChangePart>().Any(part => string.IsNullOrWhiteSpace(part.Change)))
            throw new UsageException("The text to search for is empty.", "Give some words, such as: --text \"red dress\"");
        return model.EncodeQueries([query], ItemField.Photo)[0];
    }

    /// <summary>A product of the store as a query: more like this.</summary>
    public Query Like(Product product) => Query.Like(items, product.Row);

    /// <summary>Takes the score of a hit apart.</summary>
    public Explanation Explain(Query query, Product product) => model.Explain(query, items, product.Row);

    /// <summary>The product with the shop's id, or null.</summary>
    public Product? FindProduct(string id) => store.Find(id);

    /// <summary>The photo of a product, as it is stored.</summary>
    public byte[] PhotoOf(Product product) => store.ReadImage(product.Row);

    public void Dispose()
    {
        gallery.Dispose();
        model.Dispose();
        store.Dispose();
    }

    private ProductHit Hit(int row, Nearness nearness)
    {
        var product = store[row];
        return new ProductHit(product, store.Tree.Path(product.Category), nearness);
    }

    private RowSet? FilterOf(string? category)
    {
        if (category is null)
            return null;
        var wanted = CategoryFilter.Under(store.Tree, category);
        return RowSet.Where(store.Count, row => wanted[store.Categories[row]]);
    }
}
