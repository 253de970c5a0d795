namespace Vitrine.Index;

/// <summary>How the similarities of the vectors of an item's part become one. The default is the mean.</summary>
public readonly record struct PartAggregation
{
    private readonly Kind kind;
    private readonly int top;

    private PartAggregation(Kind kind, int top = 0) => (this.kind, this.top) = (kind, top);

    private enum Kind
    {
        Mean,
        Sum,
        Max,
        TopMean,
    }

    /// <summary>Mean over the item's vectors.</summary>
    public static PartAggregation Mean { get; } = new(Kind.Mean);

    /// <summary>Sum over the item's vectors.</summary>
    public static PartAggregation Sum { get; } = new(Kind.Sum);

    /// <summary>The best vector.</summary>
    public static PartAggregation Max { get; } = new(Kind.Max);

    /// <summary>Mean over the best <paramref name="k"/> vectors; over all where an item has fewer.</summary>
    /// <param name="k">At least 1.</param>
    public static PartAggregation TopMean(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return new PartAggregation(Kind.TopMean, k);
    }

    /// <summary>"mean", "sum", "max" or "top-4-mean".</summary>
    public override string ToString() => kind == Kind.TopMean ? $"top-{top}-mean" : kind.ToString().ToLowerInvariant();

    /// <summary>Aggregates; no vectors give 0. Sorts the similarities in place for <see cref="TopMean"/>.</summary>
    internal float Of(Span<float> similarities)
    {
        if (similarities.Length == 0)
            return 0;
        switch (kind)
        {
            case Kind.Max:
                var best = similarities[0];
                foreach (var similarity in similarities)
                    best = MathF.Max(best, similarity);
                return best;
            case Kind.TopMean:
                similarities.Sort();
                var few = similarities[^Math.Min(top, similarities.Length)..];
                return Total(few) / few.Length;
            case Kind.Sum:
                return Total(similarities);
            default:
                return Total(similarities) / similarities.Length;
        }
    }

    private static float Total(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
