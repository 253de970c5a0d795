namespace Vitrine.Index;

/// <content>Exact search where each bit of the query has a weight: the distance is the sum of the weights of differing bits.</content>
public sealed partial class CodeSet
{
    /// <summary>The k codes of least weighted distance, nearest first, equal distances by ascending row.</summary>
    /// <param name="query">Words of the query code.</param>
    /// <param name="weights">Weight of each bit, finite and at least 0, in the order of the bits.</param>
    /// <param name="k">Hits wanted; fewer come back if fewer rows pass.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    /// <exception cref="ArgumentException">Code or weights do not fit.</exception>
    public WeightedCodeHit[] SearchWeighted(ReadOnlySpan<ulong> query, ReadOnlySpan<float> weights, int k, RowSet? filter = null)
    {
        var hits = new WeightedCodeHit[1][];
        ScanWeighted([new WeightedQuery(query, weights, Layout)], k, filter is null ? null : filter.Contains, hits);
        return hits[0];
    }

    /// <summary>The k codes of least weighted distance to each of some queries, as <see cref="SearchWeighted"/> gives them.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="k">Hits wanted per query.</param>
    /// <param name="accepts">Rows that may be found; null for all.</param>
    /// <param name="hits">Receives the hits of each query.</param>
    internal void ScanWeighted(ReadOnlySpan<WeightedQuery> queries, int k, Func<int, bool>? accepts, Span<WeightedCodeHit[]> hits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        var best = new TopK[queries.Length];
        for (var q = 0; q < best.Length; q++)
            best[q] = new TopK(Math.Min(k, Count));

        Span<ushort> steps = stackalloc ushort[ChunkRows];
        for (var row = 0; row < Count; row += ChunkRows)
        {
            var rows = Math.Min(ChunkRows, Count - row);
            var chunk = Chunk(row, rows);
            for (var q = 0; q < best.Length; q++)
            {
                weighted.Sum(chunk, queries[q].Tables.Entries, steps);
                PickWeighted(steps[..rows], row, queries[q], best[q], accepts);
            }
        }

        for (var q = 0; q < best.Length; q++)
        {
            var keys = best[q].Sorted();
            hits[q] = new WeightedCodeHit[keys.Length];
            for (var i = 0; i < keys.Length; i++)
                hits[q][i] = new WeightedCodeHit((int)(uint)keys[i], queries[q].Distance((uint)(keys[i] >> 32)));
        }
    }

    /// <summary>Gives the codes whose steps leave them in question their distance, and offers it.</summary>
    private void PickWeighted(ReadOnlySpan<ushort> steps, int firstRow, WeightedQuery query, TopK best, Func<int, bool>? accepts)
    {
        Span<ulong> code = stackalloc ulong[Layout.Words];
        var bound = query.StepsFor(best.Bound);
        for (var i = HitPicker.FirstBelow(steps, 0, bound); i < steps.Length; i = HitPicker.FirstBelow(steps, i + 1, bound))
        {
            if (accepts is not null && !accepts(firstRow + i))
                continue;
            CopyCode(firstRow + i, code);
            var rank = query.Rank(code);
            if (rank >= best.Bound)
                continue;
            best.Offer((ulong)rank << 32 | (uint)(firstRow + i));
            bound = query.StepsFor(best.Bound);
        }
    }
}
