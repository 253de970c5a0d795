namespace Vitrine.Index;

/// <summary>How the similarities of an item's regions become one.</summary>
public enum RegionKind
{
    /// <summary>Mean over the item's regions.</summary>
    Mean,

    /// <summary>Sum over the item's regions.</summary>
    Sum,

    /// <summary>The best region.</summary>
    Max,

    /// <summary>Mean over the best few regions.</summary>
    TopMean,
}

/// <summary>An aggregation over regions.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Top">Regions averaged by <see cref="RegionKind.TopMean"/>, at least 1; items with fewer regions average all.</param>
public readonly record struct RegionAggregation(RegionKind Kind, int Top = 1)
{
    /// <summary>Aggregates; sorts the similarities in place for <see cref="RegionKind.TopMean"/>.</summary>
    internal float Of(Span<float> similarities)
    {
        switch (Kind)
        {
            case RegionKind.Max:
                var best = similarities[0];
                foreach (var similarity in similarities)
                    best = MathF.Max(best, similarity);
                return best;
            case RegionKind.TopMean:
                similarities.Sort();
                var top = similarities[^Math.Min(Math.Max(Top, 1), similarities.Length)..];
                return Sum(top) / top.Length;
            case RegionKind.Sum:
                return Sum(similarities);
            default:
                return Sum(similarities) / similarities.Length;
        }
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
