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
    public static IndexAnswer Search(this IndexSnapshot snapshot, IndexQuery query, CancellationToken cancellation = default)
    {
        var bound = new BoundQuery(query, snapshot.Schema);
        var found = new PositionSet?[snapshot.Segments.Count];
        try
        {
            var candidates = new Candidates(snapshot, bound);
            long total = 0;
            for (var s = 0; s < found.Length; s++)
            {
                var segment = snapshot.Segments[s].Segment;
                found[s] = bound.Passing(snapshot.Segments[s], steps: null);
                var best = bound.NewCollector(segment);
                if (bound.HasNearBound)
                {
                    var within = PositionSet.None(segment.Count);
                    using var passing = found[s];
                    found[s] = within;
                    bound.Near!.Scan(segment, passing, bound.IsByNearness ? best : null, within, cancellation);
                }

                if (!bound.HasNearBound || !bound.IsByNearness)
                    bound.Order.Scan(segment, found[s], best, within: null, cancellation);
                candidates.Add(s, best);
                total += found[s]?.Count ?? segment.Count;
            }

            return new IndexAnswer(candidates.Hits(), total, [.. bound.Facets.Select(facet => facet.Count(snapshot, found, cancellation))]);
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
        return new SearchPlan([.. snapshot.Segments.Select(opened =>
        {
            var steps = new List<FilterStep>();
            using var passing = bound.Passing(opened, steps);
            var count = passing?.Count ?? opened.Segment.Count;
            var (scanned, gathered, skipped) = bound.Near is { } near && (bound.IsByNearness || bound.HasNearBound)
                ? near.Count(opened.Segment, passing)
                : (0, count, opened.Segment.Count - count);
            return new SegmentPlan(opened.Segment.Count, count, steps, scanned, gathered, skipped);
        })]);
    }
}
