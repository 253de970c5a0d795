using Vitrine.Search.Codes;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Hashing;

/// <summary>Weighted distances of a gallery as scores, larger is nearer; for several threads.</summary>
internal sealed class WeightedScores(WeightedGallery gallery, RankedField queries, int products, IReadOnlyList<int> rows) : IDisposable
{
    private readonly ThreadLocal<float[]> byRow = new(() => new float[products]); // the size of the store: made once for a thread, not for a query

    /// <summary>[gallery] of a query, by the order of the gallery rows.</summary>
    public void Of(int query, Span<float> scores)
    {
        gallery.Distances(queries.Asked(query), byRow.Value);
        for (var i = 0; i < rows.Count; i++)
            scores[i] = -byRow.Value![rows[i]];
    }

    public void Dispose() => byRow.Dispose();
}
