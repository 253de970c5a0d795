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

    /// <summary>The counts of some facets, largest first; equal ones in the order of their values.</summary>
    /// <param name="facets">The facets.</param>
    /// <param name="snapshot">The index.</param>
    /// <param name="found">What was found, by segment; null for all items of one.</param>
    /// <param name="cancellation">Stops between two segments, or many items.</param>
    public static IReadOnlyList<IReadOnlyList<FacetCount>> Count(IReadOnlyList<FacetCounter> facets, IndexSnapshot snapshot, PositionSet?[] found, CancellationToken cancellation)
    {
        FacetCounter[] ofItems = [.. facets.Where(counter => !counter.facet.CountsGroups)];
        var counts = new int[found.Length][][]; // by segment, then facet
        for (var s = 0; s < found.Length; s++)
        {
            cancellation.ThrowIfCancellationRequested();
            counts[s] = ItemCounts.Of([.. ofItems.Select(counter => snapshot.Segments[s].Segment.Fields[counter.field])], found[s]);
        }

        return [.. facets.Select(counter => counter.Count(snapshot, found, [.. counts.Select(ofSegment => Array.IndexOf(ofItems, counter) is >= 0 and var i ? ofSegment[i] : [])], cancellation))];
    }

    private IReadOnlyList<FacetCount> Count(IndexSnapshot snapshot, PositionSet?[] found, int[][] ofItems, CancellationToken cancellation)
    {
        var nodes = new FacetNodes(form, snapshot.TermsOf(field));
        var counts = new long[nodes.Count];
        if (facet.CountsGroups)
            new GroupCounts(nodes, snapshot, field, groupColumn).AddTo(counts, found, cancellation);
        else
            AddItems(nodes, counts, snapshot, ofItems);
        return
        [
            .. Enumerable.Range(0, nodes.Count).Where(node => counts[node] > 0).OrderByDescending(node => counts[node]).Take(facet.Limit)
                .Select(node => new FacetCount(nodes.Value(node), counts[node])),
        ];
    }

    private void AddItems(FacetNodes nodes, long[] counts, IndexSnapshot snapshot, int[][] ofItems)
    {
        var terms = snapshot.TermsOf(field);
        for (var s = 0; s < ofItems.Length; s++)
        {
            for (var ordinal = 0; ordinal < ofItems[s].Length; ordinal++)
                counts[nodes.Of(terms.NumberOf(s, ordinal))] += ofItems[s][ordinal];
        }

        nodes.AddUp(counts);
    }
}
