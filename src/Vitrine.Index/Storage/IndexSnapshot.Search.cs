namespace Vitrine.Index;

/// <content>The nearest items.</content>
public sealed partial class IndexSnapshot
{
    /// <summary>The items of nearest code, nearest first; equal distances by ascending id (ordinal).</summary>
    /// <param name="query">Query code.</param>
    /// <param name="k">Hits wanted; fewer come back if fewer items pass.</param>
    /// <param name="filter">The caller's row numbers that may be found; null for all.</param>
    /// <exception cref="InvalidOperationException">The index has no codes.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public CodeMatch[] SearchCodes(ReadOnlySpan<ulong> query, int k, RowSet? filter = null)
    {
        Codes().CheckCode(query);
        var matches = new CodeMatch[1][];
        ScanCodes(query, k, filter, matches);
        return matches[0];
    }

    /// <summary>The nearest items to each of many queries; memory is read once per batch of them, not once per query.</summary>
    /// <param name="queries">Query codes row by row.</param>
    /// <param name="k">Hits wanted per query.</param>
    /// <param name="filter">As for one query.</param>
    /// <param name="threads">Threads among which the queries are divided. The hits do not depend on it.</param>
    /// <param name="cancellation">Stops between two batches of queries.</param>
    /// <returns>Hits per query, in the order of the queries.</returns>
    /// <exception cref="InvalidOperationException">The index has no codes.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public CodeMatch[][] SearchCodes(ReadOnlyMemory<ulong> queries, int k, RowSet? filter, int threads, CancellationToken cancellation = default)
    {
        var words = Codes().Words;
        if (queries.Length % words != 0)
            throw new ArgumentException($"{queries.Length} words are no whole number of codes of {words} words.", nameof(queries));
        var matches = new CodeMatch[queries.Length / words][];
        QueryBatches.Run(matches.Length, CodeSet.BatchQueries, threads, (first, size) =>
            ScanCodes(queries.Span.Slice(first * words, size * words), k, filter, matches.AsSpan(first, size)), cancellation);
        return matches;
    }

    /// <summary>The items of largest inner product, largest first; equal scores by ascending id (ordinal). Parameters as for codes.</summary>
    /// <exception cref="InvalidOperationException">The index has no vectors.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public VectorMatch[] SearchVectors(ReadOnlySpan<float> query, int k, RowSet? filter = null)
    {
        var matches = new VectorMatch[1][];
        ScanVectors(query, Vectors(), k, filter, matches);
        return matches[0];
    }

    /// <summary>The best items for each of many queries, row-major. Parameters as for codes.</summary>
    /// <exception cref="InvalidOperationException">The index has no vectors.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public VectorMatch[][] SearchVectors(ReadOnlyMemory<float> queries, int k, RowSet? filter, int threads, CancellationToken cancellation = default)
    {
        var dimensions = Vectors();
        if (queries.Length % dimensions != 0)
            throw new ArgumentException($"{queries.Length} numbers are no whole number of queries of {dimensions} dimensions.", nameof(queries));
        var matches = new VectorMatch[queries.Length / dimensions][];
        QueryBatches.Run(matches.Length, VectorSet.BatchQueries, threads, (first, size) =>
            ScanVectors(queries.Span.Slice(first * dimensions, size * dimensions), dimensions, k, filter, matches.AsSpan(first, size)), cancellation);
        return matches;
    }

    private void ScanCodes(ReadOnlySpan<ulong> queries, int k, RowSet? filter, Span<CodeMatch[]> matches)
    {
        var layout = Codes();
        var best = new SegmentHits(segments, k, matches.Length);
        var hits = new CodeHit[matches.Length][];
        for (var s = 0; s < segments.Length; s++)
        {
            segments[s].Segment.Codes!.Scan(queries, k, segments[s].Accepts(filter), hits);
            for (var q = 0; q < hits.Length; q++)
            {
                foreach (var hit in hits[q])
                    best.Add(q, s, hit.Row, (uint)hit.Distance);
            }
        }

        Span<ulong> code = stackalloc ulong[layout.Words];
        for (var q = 0; q < matches.Length; q++)
        {
            var ranked = best.Ranked(q);
            matches[q] = new CodeMatch[ranked.Length];
            for (var i = 0; i < ranked.Length; i++)
            {
                var (hit, id) = ranked[i];
                var segment = segments[hit.Segment].Segment;
                segment.Codes!.CopyCode(hit.Position, code);
                matches[q][i] = new CodeMatch(id, segment.RowAt(hit.Position), (int)hit.Rank, layout.LayerDistances(queries.Slice(q * layout.Words, layout.Words), code));
            }
        }
    }

    private void ScanVectors(ReadOnlySpan<float> queries, int dimensions, int k, RowSet? filter, Span<VectorMatch[]> matches)
    {
        var best = new SegmentHits(segments, k, matches.Length);
        var hits = new VectorHit[matches.Length][];
        if (queries.Length != matches.Length * dimensions)
            throw new ArgumentException($"A query of {queries.Length} dimensions; the vectors have {dimensions}.", nameof(queries));
        for (var s = 0; s < segments.Length; s++)
        {
            segments[s].Segment.Vectors!.Scan(queries, k, segments[s].Accepts(filter), hits);
            for (var q = 0; q < hits.Length; q++)
            {
                foreach (var hit in hits[q])
                    best.Add(q, s, hit.Row, ScoreKey.Rank(hit.Score));
            }
        }

        for (var q = 0; q < matches.Length; q++)
            matches[q] = MatchesOf(best, q);
    }

    private VectorMatch[] MatchesOf(SegmentHits best, int query) =>
        [.. best.Ranked(query).Select(found => new VectorMatch(found.Id, segments[found.Hit.Segment].Segment.RowAt(found.Hit.Position), ScoreKey.Score(found.Hit.Rank)))];

    private CodeLayout Codes() => Schema.CodeLayout ?? throw new InvalidOperationException("This index holds no codes; search it by vector.");

    private int Vectors() => Schema.HasVectors ? Schema.VectorDimensions : throw new InvalidOperationException("This index holds no vectors; search it by code.");
}
