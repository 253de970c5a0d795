namespace Vitrine.Evaluation;

/// <summary>
/// One metric under every possible order of tied items: its expectation and the two extremes.
/// </summary>
/// <param name="Value">Expectation over all orders (or the value of the one order, under <see cref="TieRule.Classic"/>).</param>
/// <param name="Pessimistic">Value when relevant items come last in each bucket.</param>
/// <param name="Optimistic">Value when relevant items come first in each bucket.</param>
public readonly record struct TieAware(double Value, double Pessimistic, double Optimistic)
{
    /// <summary>Evaluates <paramref name="metric"/> on the ranking as it is and on its two extreme orders.</summary>
    public static TieAware Of(ReadOnlySpan<TieBucket> ranking, BucketMetric metric)
    {
        var value = metric(ranking);
        if (!TieBuckets.AnyMixed(ranking))
            return new TieAware(value, value, value);
        var split = new TieBucket[2 * ranking.Length];
        TieBuckets.Split(ranking, relevantFirst: false, split);
        var pessimistic = metric(split);
        TieBuckets.Split(ranking, relevantFirst: true, split);
        return new TieAware(value, pessimistic, metric(split));
    }

    /// <summary>Mean of each of the three values; NaN when there is nothing to average.</summary>
    public static TieAware Mean(IEnumerable<TieAware> values)
    {
        double value = 0, pessimistic = 0, optimistic = 0;
        var count = 0;
        foreach (var v in values)
        {
            value += v.Value;
            pessimistic += v.Pessimistic;
            optimistic += v.Optimistic;
            count++;
        }

        return count == 0
            ? new TieAware(double.NaN, double.NaN, double.NaN)
            : new TieAware(value / count, pessimistic / count, optimistic / count);
    }
}

/// <summary>A metric of one query as a function of its ranking.</summary>
public delegate double BucketMetric(ReadOnlySpan<TieBucket> ranking);
