namespace Vitrine.Index;

/// <summary>Goes through what is near in a segment, on the road that takes least.</summary>
/// <param name="snapshot">The index.</param>
/// <param name="query">The query; it has a code or a vector.</param>
internal sealed class NearSearch(IndexSnapshot snapshot, BoundQuery query)
{
    /// <summary>The best of a segment.</summary>
    /// <param name="number">Number of the segment.</param>
    /// <param name="passing">What passes; null for all.</param>
    /// <param name="within">Receives those within the query's bound on nearness; null where it has none.</param>
    /// <param name="cancellation">Stops between two chunks.</param>
    public Collector Run(int number, PositionSet? passing, PositionSet? within, CancellationToken cancellation)
    {
        var segment = snapshot.Segments[number].Segment;
        var wanted = query.IsByNearness;
        var best = query.NewCollector(segment);
        if (PlanFor(number, passing).Road is var road && snapshot.CodeTables[number]?.Of(road) is { } table && query.Near is CodeRanking codes)
        {
            var sink = new NearCodes(wanted ? best : null, within, codes.Radius);
            if (table.Run(codes.Query, passing is null ? [] : passing.Words, sink, table.Most, cancellation).IsComplete)
                return best;

            // The query is of another kind than those that were measured; what was found so far is found again.
            best = query.NewCollector(segment);
            within?.Words.Clear();
        }

        query.Near!.Scan(segment, passing, wanted ? best : null, within, cancellation);
        return best;
    }

    /// <summary>The road through a segment.</summary>
    public CodePlan PlanFor(int number, PositionSet? passing)
    {
        var items = snapshot.Segments[number].Segment.Count;
        if (query.Near is not CodeRanking codes || snapshot.CodeTables[number] is not { } tables || query.Road == CodeRoad.Scan)
            return CodePlan.OnlyScan;
        var share = passing is null ? 1 : Math.Max(passing.Count, 0.5) / Math.Max(1, items);
        return CodePlan.For(tables, (long)query.Offset + query.K, codes.Radius, query.Road, share);
    }
}
