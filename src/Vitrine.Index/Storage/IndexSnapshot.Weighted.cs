namespace Vitrine.Index;

/// <content>The nearest items where each bit of the query has a weight.</content>
public sealed partial class IndexSnapshot
{
    /// <summary>
    /// The items of least weighted distance, nearest first; equal distances by ascending id (ordinal). Exact: the distance is the sum of the weights of the
    /// bits in which code and query differ, rounded to the 24 bits of a float32. The items' codes are as they are; only the query has weights.
    /// </summary>
    /// <param name="query">Query code.</param>
    /// <param name="weights">Weight of each bit, finite and at least 0, in the order of the bits.</param>
    /// <param name="k">Hits wanted; fewer come back if fewer items pass.</param>
    /// <param name="filter">The caller's row numbers that may be found; null for all.</param>
    /// <exception cref="InvalidOperationException">The index has no codes.</exception>
    /// <exception cref="ArgumentException">Code or weights do not fit.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public WeightedCodeMatch[] SearchWeightedCodes(ReadOnlySpan<ulong> query, ReadOnlySpan<float> weights, int k, RowSet? filter = null)
    {
        var matches = new WeightedCodeMatch[1][];
        ScanWeighted([new WeightedQuery(query, weights, Codes())], k, filter, matches);
        return matches[0];
    }

    /// <summary>The nearest items to each of many queries; memory is read once per batch of them, not once per query.</summary>
    /// <param name="queries">Query codes row by row.</param>
    /// <param name="weights">Weights query by query, as many as a code has bits for each.</param>
    /// <param name="k">Hits wanted per query.</param>
    /// <param name="filter">As for one query.</param>
    /// <param name="threads">Threads among which the queries are divided. The hits do not depend on it.</param>
    /// <param name="cancellation">Stops between two batches of queries.</param>
    /// <returns>Hits per query, in the order of the queries.</returns>
    /// <exception cref="InvalidOperationException">The index has no codes.</exception>
    /// <exception cref="ArgumentException">Codes or weights do not fit.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public WeightedCodeMatch[][] SearchWeightedCodes(ReadOnlyMemory<ulong> queries, ReadOnlyMemory<float> weights, int k, RowSet? filter, int threads, CancellationToken cancellation = default)
    {
        var layout = Codes();
        if (queries.Length % layout.Words != 0 || (long)queries.Length / layout.Words * layout.Bits != weights.Length)
            throw new ArgumentException($"{queries.Length} words and {weights.Length} weights; each query needs {layout.Words} words and {layout.Bits} weights.", nameof(queries));
        var matches = new WeightedCodeMatch[queries.Length / layout.Words][];
        QueryBatches.Run(matches.Length, CodeSet.BatchQueries, threads, (first, size) =>
        {
            var batch = new WeightedQuery[size];
            for (var q = 0; q < size; q++)
                batch[q] = new WeightedQuery(queries.Span.Slice((first + q) * layout.Words, layout.Words), weights.Span.Slice((first + q) * layout.Bits, layout.Bits), layout);
            ScanWeighted(batch, k, filter, matches.AsSpan(first, size));
        }, cancellation);
        return matches;
    }

    /// <summary>Weighted distance of the query to every item, each written at the item's row; of several items of a row the nearest answers.</summary>
    /// <param name="query">Query code.</param>
    /// <param name="weights">Weight of each bit, finite and at least 0, in the order of the bits.</param>
    /// <param name="byRow">A place for each row; +∞ for rows that are not in the index.</param>
    /// <exception cref="InvalidOperationException">The index has no codes.</exception>
    /// <exception cref="ArgumentException">Code or weights do not fit, or an item's row lies beyond <paramref name="byRow"/>.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public void WeightedDistances(ReadOnlySpan<ulong> query, ReadOnlySpan<float> weights, Span<float> byRow)
    {
        var asked = new WeightedQuery(query, weights, Codes());
        byRow.Fill(float.PositiveInfinity);
        Span<ulong> code = stackalloc ulong[Codes().Words];
        foreach (var opened in segments)
        {
            for (var position = 0; position < opened.Segment.Count; position += CodeSet.ChunkRows)
            {
                var rows = opened.Segment.RowsAt(position, Math.Min(CodeSet.ChunkRows, opened.Segment.Count - position));
                for (var i = 0; i < rows.Length; i++)
                {
                    if (!IsLiving(opened, position + i, rows[i], byRow.Length))
                        continue;
                    opened.Segment.Codes!.CopyCode(position + i, code);
                    byRow[rows[i]] = Math.Min(byRow[rows[i]], (float)asked.Distance(asked.Rank(code)));
                }
            }
        }
    }

    private void ScanWeighted(ReadOnlySpan<WeightedQuery> queries, int k, RowSet? filter, Span<WeightedCodeMatch[]> matches)
    {
        var best = new SegmentHits(segments, k, queries.Length);
        var hits = new WeightedCodeHit[queries.Length][];
        for (var s = 0; s < segments.Length; s++)
        {
            segments[s].Segment.Codes!.ScanWeighted(queries, k, segments[s].Accepts(filter), hits);
            for (var q = 0; q < hits.Length; q++)
            {
                foreach (var hit in hits[q])
                    best.Add(q, s, hit.Row, queries[q].RankOf(hit.Distance));
            }
        }

        for (var q = 0; q < matches.Length; q++)
        {
            var query = queries[q];
            matches[q] = [.. best.Ranked(q).Select(found => new WeightedCodeMatch(found.Id, segments[found.Hit.Segment].Segment.RowAt(found.Hit.Position), query.Distance(found.Hit.Rank)))];
        }
    }
}
