namespace Vitrine.Index;

/// <summary>Counts the values of a field over what was found.</summary>
internal sealed class FacetCounter
{
    private readonly Facet facet;
    private readonly FieldForm form;
    private readonly int field;
    private readonly int groupColumn;

    /// <exception cref="ArgumentException">The facet does not fit the index.</exception>
    public FacetCounter(Facet facet, IndexSchema schema)
    {
        if (facet.Limit < 1)
            throw new ArgumentException($"A facet of {facet.Limit} values of the field '{facet.Field}'; expected at least 1.");
        if (facet.CountsGroups && !schema.HasGroups)
            throw new ArgumentException($"A facet of the field '{facet.Field}' counts groups; this index has none.");
        this.facet = facet;
        field = schema.FieldNumber(facet.Field);
        form = schema.Fields[field];
        groupColumn = schema.GroupColumn;
    }

    /// <summary>The counts, largest first; equal ones in the order of their values.</summary>
    /// <param name="snapshot">The index.</param>
    /// <param name="found">What was found, by segment; null for all items of one.</param>
    /// <param name="cancellation">Stops between two segments, or many items.</param>
    public IReadOnlyList<FacetCount> Count(IndexSnapshot snapshot, PositionSet?[] found, CancellationToken cancellation)
    {
        var nodes = new FacetNodes(form, snapshot.TermsOf(field));
        var counts = new long[nodes.Count];
        if (facet.CountsGroups)
            new GroupCounts(nodes, snapshot, field, groupColumn).AddTo(counts, found, cancellation);
        else
            CountItems(nodes, counts, snapshot, found, cancellation);
        return
        [
            .. Enumerable.Range(0, nodes.Count).Where(node => counts[node] > 0).OrderByDescending(node => counts[node]).Take(facet.Limit)
                .Select(node => new FacetCount(nodes.Value(node), counts[node])),
        ];
    }

    private void CountItems(FacetNodes nodes, long[] counts, IndexSnapshot snapshot, PositionSet?[] found, CancellationToken cancellation)
    {
        var terms = snapshot.TermsOf(field);
        for (var s = 0; s < found.Length; s++)
        {
            cancellation.ThrowIfCancellationRequested();
            var ofSegment = ItemCounts.Of(snapshot.Segments[s].Segment.Fields[field], found[s]);
            for (var ordinal = 0; ordinal < ofSegment.Length; ordinal++)
                counts[nodes.Of(terms.NumberOf(s, ordinal))] += ofSegment[ordinal];
        }

        nodes.AddUp(counts);
    }
}
