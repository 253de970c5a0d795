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
    private readonly Lazy<bool> hasProductsWithoutPhoto;

    private ProductSearch(CatalogueStore store, IRetrievalModel model, Gallery gallery)
    {
        (this.store, this.model, this.gallery) = (store, model, gallery);
        items = new StoreItems(store);
        hasProductsWithoutPhoto = new Lazy<bool>(() => store.MainPhotos.Contains(CatalogueStore.NoPhoto));
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
    public IReadOnlyList<ProductHit> Find(Query query, int k = 10, string? category = null) => Answer(query, k, category).Hits;

    /// <summary>The same, and what there is to say about the words.</summary>
    /// <remarks>
    /// A product without a photo is found by its title, where that has all words of the query: such hits stand between those of the model, the best after its
    /// best. Where the model knows none of the words, titles are searched for them.
    /// </remarks>
    public SearchAnswer Answer(Query query, int k = 10, string? category = null)
    {
        var (encoded, filter, words) = (Encode(query), FilterOf(category), WordsOf(query));
        if (encoded.KnowsNothing)
            return new([.. ByTitle(words, Checked(k), isWhole: false, row => filter?.Contains(row) ?? true)], encoded.UnknownWords, IsByKeywords: true);
        var seen = Nearest(encoded, k, filter);
        var unseen = words.Length > 0 && hasProductsWithoutPhoto.Value
            ? ByTitle(words, k, isWhole: true, row => !store.HasPhoto(row) && (filter?.Contains(row) ?? true)).ToArray()
            : [];
        return new(unseen.Length == 0 ? seen : [.. Alternating(seen, unseen).Take(k)], encoded.UnknownWords, IsByKeywords: false) { Changes = encoded.Changes };
    }

    /// <summary>What the model finds for a query that is encoded already.</summary>
    public IReadOnlyList<ProductHit> Find(EncodedQuery query, int k = 10, string? category = null) => Nearest(query, k, FilterOf(category));

    /// <summary>What the model makes of a query, and which of its words it does not know.</summary>
    /// <exception cref="UsageException">A text is empty.</exception>
    public EncodedQuery Encode(Query query)
    {
        if (query.Parts.OfType<TextPart>().Any(part => string.IsNullOrWhiteSpace(part.Text)) || query.Parts.OfType<ChangePart>().Any(part => string.IsNullOrWhiteSpace(part.Change)))
            throw new UsageException("The text to search for is empty.", "Give some words, such as: --text \"red dress\"");
        return model.EncodeQueries([query], ItemField.Photo)[0];
    }

    /// <summary>A product of the store as a query: more like this.</summary>
    /// <remarks>One without a photo is known by its title.</remarks>
    public Query Like(Product product) => product.Photos > 0 ? Query.Like(items, product.Row) : Query.Words(product.Title);

    /// <summary>Takes the score of a hit apart that the model found (<see cref="KeywordScore"/> is none of its).</summary>
    public Explanation Explain(Query query, Product product) => model.Explain(query, items, product.Row);

    /// <summary>The product with the shop's id, or null.</summary>
    public Product? FindProduct(string id) => store.Find(id);

    /// <summary>The main photo of a product, as it is stored; null where it has none.</summary>
    public byte[]? PhotoOf(Product product) => product.Photos > 0 ? store.ReadImage(product.Row) : null;

    public void Dispose()
    {
        gallery.Dispose();
        model.Dispose();
        store.Dispose();
    }

    private IReadOnlyList<ProductHit> Nearest(EncodedQuery query, int k, RowSet? filter) =>
        [.. gallery.Nearest(query, Checked(k), filter).Select(found => Hit(found.Row, found.Nearness))];

    private IEnumerable<ProductHit> ByTitle(string words, int k, bool isWhole, Func<int, bool> filter) =>
        store.FindByTitle(words, k, isWhole, filter).Select(found => Hit(found.Row, new KeywordScore(found.Score)));

    private static int Checked(int k) => k >= 1 ? k : throw new UsageException($"{k} hits were asked for.", "Ask for 1 or more.");

    private static string WordsOf(Query query) => string.Join(' ', query.Parts.OfType<TextPart>().Where(part => part.Weight > 0).Select(part => part.Text));

    private static IEnumerable<ProductHit> Alternating(IReadOnlyList<ProductHit> first, ProductHit[] second)
    {
        for (var i = 0; i < Math.Max(first.Count, second.Length); i++)
        {
            if (i < first.Count)
                yield return first[i];
            if (i < second.Length)
                yield return second[i];
        }
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
        return RowSet.Where(store.Count, CategoryFilter.Under(store, category));
    }
}
