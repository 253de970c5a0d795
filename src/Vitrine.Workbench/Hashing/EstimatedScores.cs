using Vitrine.Catalogue;
using Vitrine.Models.Baselines.RandomRotation;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Search.Codes;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Hashing;

/// <summary>Scores of a gallery as its codes estimate them; for several threads.</summary>
internal sealed class EstimatedScores : IDisposable
{
    private readonly WeightedGallery gallery;
    private readonly RankedField queries;
    private readonly IReadOnlyList<int> rows;
    private readonly ScoreEstimate[] estimates; // by row of the store
    private readonly ThreadLocal<float[]> byRow;

    /// <param name="model">Gives the estimates.</param>
    /// <param name="gallery">Its codes of a field.</param>
    /// <param name="queries">Ranked by that field.</param>
    /// <param name="store">The products.</param>
    /// <param name="field">What is searched.</param>
    /// <param name="rows">Those of the gallery.</param>
    /// <param name="cancellation">Stops.</param>
    public EstimatedScores(IScoreEstimates model, WeightedGallery gallery, RankedField queries, CatalogueStore store, ItemField field, IReadOnlyList<int> rows, CancellationToken cancellation)
    {
        (this.gallery, this.queries, this.rows) = (gallery, queries, rows);
        byRow = new ThreadLocal<float[]>(() => new float[store.Count]);
        estimates = new ScoreEstimate[store.Count];
        foreach (var (item, estimate) in model.EstimatesOf(new StoreItems(store), field, rows, cancellation))
            estimates[item] = estimate;
    }

    /// <summary>[gallery] of a query, by the order of the gallery rows.</summary>
    public void Of(int query, Span<float> scores)
    {
        var asked = queries.Asked(query);
        gallery.Distances(asked, byRow.Value);
        var sum = 0.0;
        foreach (var weight in asked.BitWeights!)
            sum += weight;
        // A code's product with the query: all weights, less twice those of the bits in which they differ.
        for (var i = 0; i < rows.Count; i++)
            scores[i] = (float)estimates[rows[i]].Of(sum - 2 * byRow.Value![rows[i]]);
    }

    public void Dispose() => byRow.Dispose();
}
