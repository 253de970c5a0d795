namespace Vitrine.Index;

/// <summary>Searches with filters, facets, groups and orders.</summary>
public static class IndexSearch
{
    /// <summary>Answers a query, exactly: as a loop over all items would.</summary>
    /// <param name="snapshot">The index.</param>
    /// <param name="query">The question.</param>
    /// <param name="cancellation">Stops between two thousand items.</param>
    /// <exception cref="ArgumentException">The query does not fit the index: its message says what.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    /// <exception cref="TimeoutException">The query has a time limit, and it was over.</exception>
    public static IndexAnswer Search(this IndexSnapshot snapshot, IndexQuery query, CancellationToken cancellation = default)
    {
        var bound = new BoundQuery(query, snapshot.Schema);
        if (query.TimeLimit is not { } limit)
            return Search(snapshot, bound, cancellation);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(limit);
        try
        {
            return Search(snapshot, bound, limited.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(FormattableString.Invariant($"The search was not done after {limit.TotalMilliseconds:F0} ms, its time limit. Allow it more time, or ask for less: fewer facets, or a narrower filter."));
        }
    }

    private static IndexAnswer Search(IndexSnapshot snapshot, BoundQuery bound, CancellationToken cancellation)
    {
        var found = new PositionSet?[snapshot.Segments.Count];
        try
        {
            var (candidates, near) = (new Candidates(snapshot, bound), new NearSearch(snapshot, bound));
            long total = 0;
            for (var s = 0; s < found.Length; s++)
            {
                var segment = snapshot.Segments[s].Segment;
                found[s] = bound.Passing(snapshot.Segments[s], steps: null);
                Collector? best = null;
                if (bound.HasNearBound)
                {
                    var within = PositionSet.None(segment.Count);
                    using var passing = found[s];
                    found[s] = within;
                    best = near.Run(s, passing, within, cancellation);
                }
                else if (bound.IsByNearness)
                {
                    best = near.Run(s, found[s], within: null, cancellation);
                }

                if (!bound.IsByNearness)
                    bound.Order.Scan(segment, found[s], best = bound.NewCollector(segment), within: null, cancellation);
                candidates.Add(s, best!);
                total += found[s]?.Count ?? segment.Count;
            }

            return new IndexAnswer(candidates.Hits(), total, FacetCounter.Count(bound.Facets, snapshot, found, cancellation));
        }
        finally
        {
            foreach (var set in found)
                set?.Dispose();
        }
    }

    /// <summary>The rows of all items that pass a filter.</summary>
    /// <param name="snapshot">The index.</param>
    /// <param name="filter">What may be found.</param>
    /// <param name="rowCount">Rows of the caller; an item's row lies below.</param>
    /// <param name="cancellation">Stops between two segments.</param>
    /// <exception cref="ArgumentException">The filter does not fit the index, or an item's row lies beyond.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public static RowSet RowsOf(this IndexSnapshot snapshot, Filter filter, int rowCount, CancellationToken cancellation = default)
    {
        var (bound, rows) = (new BoundQuery(new IndexQuery { Filter = filter }, snapshot.Schema), new RowSet(rowCount));
        foreach (var opened in snapshot.Segments)
        {
            cancellation.ThrowIfCancellationRequested();
            using var passing = bound.Passing(opened, steps: null);
            foreach (var position in passing!)
                rows.Add(opened.Segment.RowAt(position));
        }

        return rows;
    }

    /// <summary>Says how a query would be answered, without reading codes and vectors.</summary>
    /// <exception cref="ArgumentException">The query does not fit the index: its message says what.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public static SearchPlan Explain(this IndexSnapshot snapshot, IndexQuery query)
    {
        var bound = new BoundQuery(query, snapshot.Schema);
        var nearSearch = new NearSearch(snapshot, bound);
        return new SearchPlan([.. snapshot.Segments.Select((opened, s) =>
        {
            var steps = new List<FilterStep>();
            using var passing = bound.Passing(opened, steps);
            var count = passing?.Count ?? opened.Segment.Count;
            var plan = nearSearch.PlanFor(s, passing);
            if (plan.Road != CodeRoad.Scan)
            {
                var visited = Math.Min(opened.Segment.Count, (long)Math.Ceiling(plan.Visited));
                return new SegmentPlan(opened.Segment.Count, count, steps, 0, visited, opened.Segment.Count - visited) { Road = plan.Road, ExpectedMs = plan.ExpectedMs, ScanMs = plan.ScanMs };
            }

            var (scanned, gathered, skipped) = bound.Near is { } near && (bound.IsByNearness || bound.HasNearBound)
                ? near.Count(opened.Segment, passing)
                : (0, count, opened.Segment.Count - count);
            return new SegmentPlan(opened.Segment.Count, count, steps, scanned, gathered, skipped) { ExpectedMs = plan.ExpectedMs, ScanMs = plan.ScanMs };
        })]);
    }
}
