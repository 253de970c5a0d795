using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models;
using Vitrine.Models.Files;
using Vitrine.Models.Hsl;

namespace Vitrine.Search;

/// <summary>
/// Finds products by words or by picture: what the model makes of the query against what it made of the photos of all products. Shows one state
/// of the store, that of its opening. Encoding a query is for one thread at a time (<see cref="IRetrievalModel"/>); <see cref="Nearest"/> is for
/// any number of them, without a lock.
/// </summary>
public sealed class ProductSearch : IDisposable
{
    /// <summary>Products that are scored anew where the model asks for it: what a first stage misses below here is seldom among the best ten.</summary>
    private const int MinimumShortlist = 200;

    private readonly CatalogueStore store;
    private readonly IndexSnapshot index;
    private readonly IRetrievalModel model;
    private readonly StoredRegions? regions; // null: vectors say all

    private ProductSearch(CatalogueStore store, IndexSnapshot index, IRetrievalModel model, StoredRegions? regions, SearchBy by) =>
        (this.store, this.index, this.model, this.regions, By) = (store, index, model, regions, by);

    /// <summary>Opens the index that <c>vitrine index</c> made for a model.</summary>
    /// <param name="storePath">The store's folder.</param>
    /// <param name="modelName">A model of the store.</param>
    /// <param name="by">What to compare; null for codes where the model gives them, else vectors.</param>
    /// <exception cref="UsageException">No store, model or index, an index that is older than the products, or one without what is to be compared.</exception>
    public static ProductSearch Open(string storePath, string modelName, SearchBy? by = null)
    {
        var store = CatalogueStore.Open(storePath);
        IndexSnapshot? index = null;
        IRetrievalModel? model = null;
        try
        {
            index = ProductIndex.Open(store, modelName);
            var chosen = SearchBys.Choose(by, hasCodes: index.Schema.CodeBitsPerLayer.Count > 0, hasVectors: index.Schema.HasVectors);
            model = ModelDirectory.Load(store, modelName);
            var regions = chosen == SearchBy.Vectors && model is IRescoringModel { ScoreParts.Count: > 0 } rescoring ? StoredRegions.Open(store, modelName, rescoring) : null;
            return new ProductSearch(store, index, model, regions, chosen);
        }
        catch
        {
            model?.Dispose();
            index?.Dispose();
            store.Dispose();
            throw;
        }
    }

    /// <summary>What is compared.</summary>
    public SearchBy By { get; }

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
        var query = model.EncodeTexts([text]);
        if (regions is not null)
            return Rescored(shortlist => regions.Scores(query.Vectors, shortlist), query, k, category);
        return By == SearchBy.Vectors && model is IComparingModel comparing
            ? Rescored(shortlist => comparing.Compare(store, [text], shortlist)[0], query, k, category)
            : Nearest(query, k, category);
    }

    /// <summary>The products nearest to a picture.</summary>
    /// <param name="imageFile">The bytes of a JPEG, PNG, WebP, GIF, TIFF, SVG or AVIF file.</param>
    /// <param name="k">As for <see cref="ByText"/>.</param>
    /// <param name="category">As for <see cref="ByText"/>.</param>
    /// <exception cref="Catalogue.Images.ImageException">The bytes are no image, or too large a one.</exception>
    public IReadOnlyList<ProductHit> ByImage(byte[] imageFile, int k = 10, string? category = null) =>
        Nearest(model.EncodeImageFiles([imageFile]), k, category);

    /// <summary>The products nearest to an encoded query, nearest first; equally near ones in the order of their ids.</summary>
    /// <param name="query">A single encoding with what is compared.</param>
    /// <param name="k">As for <see cref="ByText"/>.</param>
    /// <param name="category">As for <see cref="ByText"/>.</param>
    public IReadOnlyList<ProductHit> Nearest(Encodings query, int k, string? category = null)
    {
        if (k < 1)
            throw new UsageException($"{k} hits were asked for.", "Ask for 1 or more.");
        var filter = FilterOf(category);
        return By == SearchBy.Codes
            ? [.. index.SearchCodes(query.Codes, k, filter).Select(match => Hit(match.Row, new CodeDistance(match.Distance, match.LayerDistances)))]
            : [.. index.SearchVectors(query.Vectors, k, filter).Select(match => Hit(match.Row, new VectorScore(match.Score)))];
    }

    /// <summary>Takes the score of a hit apart: levels, granularities, regions.</summary>
    /// <exception cref="UsageException">The model does not look at regions.</exception>
    public HslExplanation Explain(string text, Product product) => model is HslModel hsl
        ? HslExplanation.Of(hsl, store, product.Row, text)
        : throw new UsageException($"A model of the method {model.Method} does not look at regions, so there is nothing to show.", "Train one with: --method hsl");

    /// <summary>The photo of a product, as it is stored.</summary>
    public byte[] PhotoOf(Product product) => store.ReadImage(product.Row);

    public void Dispose()
    {
        regions?.Dispose();
        model.Dispose();
        index.Dispose();
        store.Dispose();
    }

    private List<ProductHit> Rescored(Func<int[], float[]> score, Encodings query, int k, string? category)
    {
        var shortlist = Nearest(query, Math.Max(k, MinimumShortlist), category);
        var scores = score([.. shortlist.Select(hit => hit.Product.Row)]);
        return [.. shortlist.Select((hit, i) => hit with { Nearness = new VectorScore(scores[i]) })
            .OrderByDescending(hit => ((VectorScore)hit.Nearness).Score).ThenBy(hit => hit.Product.Id, StringComparer.Ordinal).Take(k)];
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
