namespace Vitrine.Index;

/// <summary>A filter that knows its columns and terms, to be evaluated on segment after segment. Deleted items pass like others; the search leaves them out.</summary>
internal abstract class BoundFilter
{
    /// <summary>How many items of a segment pass, at most or about; costs next to nothing.</summary>
    public abstract int Estimate(Segment segment);

    /// <summary>The items of a segment that pass; the caller disposes the set.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="steps">Receives what is done; null where nobody asks.</param>
    public abstract PositionSet Evaluate(Segment segment, List<FilterStep>? steps);

    /// <summary>Takes out of a set what does not pass.</summary>
    public virtual void Narrow(PositionSet set, Segment segment, List<FilterStep>? steps)
    {
        using var passing = Evaluate(segment, steps);
        set.And(passing);
    }
}

/// <summary>All hold: the one that passes fewest first, so that the others have little left to look at.</summary>
internal sealed class AllOf(BoundFilter[] filters) : BoundFilter
{
    public override int Estimate(Segment segment) => filters.Select(filter => filter.Estimate(segment)).Append(segment.Count).Min();

    public override PositionSet Evaluate(Segment segment, List<FilterStep>? steps)
    {
        if (filters.Length == 0)
            return PositionSet.All(segment.Count);
        BoundFilter[] ordered = [.. filters.OrderBy(filter => filter.Estimate(segment))];
        var set = ordered[0].Evaluate(segment, steps);
        foreach (var filter in ordered.Skip(1))
            filter.Narrow(set, segment, steps);
        return set;
    }
}

/// <summary>One holds at least.</summary>
internal sealed class AnyOf(BoundFilter[] filters) : BoundFilter
{
    public override int Estimate(Segment segment) => (int)Math.Min(segment.Count, filters.Sum(filter => (long)filter.Estimate(segment)));

    public override PositionSet Evaluate(Segment segment, List<FilterStep>? steps)
    {
        var set = PositionSet.None(segment.Count);
        foreach (var filter in filters)
        {
            using var more = filter.Evaluate(segment, steps);
            set.Or(more);
        }

        return set;
    }
}

/// <summary>It does not hold.</summary>
internal sealed class NoneOf(BoundFilter filter) : BoundFilter
{
    public override int Estimate(Segment segment) => segment.Count - filter.Estimate(segment);

    public override PositionSet Evaluate(Segment segment, List<FilterStep>? steps)
    {
        var set = filter.Evaluate(segment, steps);
        set.Complement();
        return set;
    }
}
