namespace Vitrine.Index;

/// <summary>A field has one of some terms. There are several ways to see which items those are; the cheapest is taken.</summary>
/// <param name="field">The column.</param>
/// <param name="text">The filter in words.</param>
/// <param name="ranges">The terms in a column, as ascending ranges of ordinals that do not meet.</param>
internal sealed class TermFilter(int field, string text, Func<FieldColumn, OrdinalRange[]> ranges) : BoundFilter
{
    public override int Estimate(Segment segment)
    {
        var column = segment.Fields[field];
        return (int)Math.Min(segment.Count, CountOf(column, ranges(column)));
    }

    public override PositionSet Evaluate(Segment segment, List<FilterStep>? steps)
    {
        var column = segment.Fields[field];
        var wanted = ranges(column);
        var set = PositionSet.None(segment.Count);
        var isScan = EntriesCost(column, wanted) < PositionsCost(column, wanted);
        if (isScan)
        {
            EntryScan.AddTo(set, column, wanted);
        }
        else
        {
            foreach (var range in wanted)
                set.Add(column.PositionsOf(range));
        }

        steps?.Add(new FilterStep(text, isScan ? "entries" : "positions", set.Count));
        return set;
    }

    public override void Narrow(PositionSet set, Segment segment, List<FilterStep>? steps)
    {
        var column = segment.Fields[field];
        var wanted = ranges(column);
        if (set.Count * FilterCosts.Candidate > Math.Min(EntriesCost(column, wanted), PositionsCost(column, wanted)))
        {
            base.Narrow(set, segment, steps);
            return;
        }

        var entries = column.Entries;
        foreach (var position in set)
        {
            var (start, end) = column.EntriesOf(position);
            var passes = false;
            for (var entry = start; entry < end && !passes; entry++)
                passes = OrdinalRange.Contains(wanted, FieldColumn.OrdinalOf(entries, column.Width, entry));
            if (!passes)
                set.Remove(position);
        }

        steps?.Add(new FilterStep(text, "candidates", set.Count));
    }

    private static long CountOf(FieldColumn column, OrdinalRange[] wanted) => wanted.Sum(range => (long)column.CountOf(range));

    private static double PositionsCost(FieldColumn column, OrdinalRange[] wanted) => CountOf(column, wanted) * FilterCosts.Position;

    // The entries of a list do not stand at their items' places.
    private static double EntriesCost(FieldColumn column, OrdinalRange[] wanted) => column.Form.IsList
        ? double.PositiveInfinity
        : column.Items * Math.Min(FilterCosts.Lookup, wanted.Length * column.Width * FilterCosts.EntryByte);
}
