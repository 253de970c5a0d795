namespace Vitrine.Index;

/// <content>The nearest items at a recall that is asked for, by cells where these are faster.</content>
public sealed partial class IndexSnapshot
{
    /// <summary>The cells of each segment, see <see cref="IndexWriter.Partition"/>.</summary>
    public IReadOnlyList<PartitionReport> Partitions =>
        [.. segments.Zip(partitions, (opened, partition) => partition?.Report ?? new PartitionReport(opened.Segment.Count, 0, false, 0, 0, false, 0, []))];

    /// <summary>
    /// The items of largest inner product at a recall, largest first; equal scores by ascending id (ordinal). Scores are exact; some items may be missing.
    /// Recall was measured when the cells were made, without a filter; with one, cells are looked through until as many items that pass were met as
    /// without. Segments without cells, and k beyond 1,000, are searched exactly.
    /// </summary>
    /// <param name="query">Query vector.</param>
    /// <param name="k">Hits wanted; fewer come back if fewer items pass.</param>
    /// <param name="recall">Share of the true k best to be found on average, more than 0; 1 for an exact search.</param>
    /// <param name="filter">The caller's row numbers that may be found; null for all.</param>
    /// <param name="road">Forces a road. Default: the faster one.</param>
    /// <param name="cancellation">Stops between two cells, or two segments that are scanned.</param>
    /// <exception cref="InvalidOperationException">The index has no vectors.</exception>
    /// <exception cref="ArgumentException">The query does not fit.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public VectorAnswer SearchVectorsAtRecall(ReadOnlySpan<float> query, int k, double recall, RowSet? filter = null, SearchRoad road = SearchRoad.Faster, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        if (!(recall is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(recall), recall, "A recall is more than 0 and at most 1.");
        if (query.Length != Vectors())
            throw new ArgumentException($"A query of {query.Length} dimensions; the vectors have {Vectors()}.", nameof(query));
        var best = new SegmentHits(segments, k, queries: 1);
        var roads = new SegmentRoad[segments.Length];
        var hits = new VectorHit[1][];
        for (var s = 0; s < segments.Length; s++)
        {
            cancellation.ThrowIfCancellationRequested();
            var accepts = segments[s].Accepts(filter);
            var plan = PlanFor(s, k, recall, road, filter is null ? null : accepts);
            if (plan.Probes == 0)
                segments[s].Segment.Vectors!.Scan(query, k, accepts, hits);
            else
                hits[0] = partitions[s]!.Search(query, k, plan, accepts, cancellation);
            foreach (var hit in hits[0])
                best.Add(0, s, hit.Row, ScoreKey.Rank(hit.Score));
            roads[s] = new SegmentRoad(segments[s].Segment.Count, partitions[s]?.Cells ?? 0, plan.Probes, plan.Recall, plan.ExpectedMs, partitions[s]?.Measured?.ExactMs ?? 0);
        }

        return new VectorAnswer(MatchesOf(best, 0), roads.Select(taken => taken.Recall).DefaultIfEmpty(1).Min(), roads);
    }

    /// <summary>As for one query, for each of many, row by row.</summary>
    /// <param name="queries">Query vectors.</param>
    /// <param name="k">Hits wanted per query.</param>
    /// <param name="recall">As for one query.</param>
    /// <param name="filter">As for one query.</param>
    /// <param name="road">As for one query.</param>
    /// <param name="threads">Threads among which the queries are divided. The hits do not depend on it where a road is forced.</param>
    /// <param name="cancellation">Stops between two queries.</param>
    /// <inheritdoc cref="SearchVectorsAtRecall(ReadOnlySpan{float}, int, double, RowSet, SearchRoad, CancellationToken)"/>
    public VectorAnswer[] SearchVectorsAtRecall(
        ReadOnlyMemory<float> queries, int k, double recall, RowSet? filter, SearchRoad road, int threads, CancellationToken cancellation = default)
    {
        var dimensions = Vectors();
        if (queries.Length % dimensions != 0)
            throw new ArgumentException($"{queries.Length} numbers are no whole number of queries of {dimensions} dimensions.", nameof(queries));
        var answers = new VectorAnswer[queries.Length / dimensions];
        QueryBatches.Run(answers.Length, 1, threads, (q, _) => answers[q] = SearchVectorsAtRecall(queries.Span.Slice(q * dimensions, dimensions), k, recall, filter, road, cancellation), cancellation);
        return answers;
    }

    private RoadPlan PlanFor(int segment, int k, double recall, SearchRoad road, Func<int, bool>? filter) =>
        partitions[segment]?.Measured is { } measured ? RoadPlan.For(measured, segments[segment].Segment.Count, k, recall, road, filter) : new RoadPlan(0, 0, 1, 0);
}
