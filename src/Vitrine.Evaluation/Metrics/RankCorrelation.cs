namespace Vitrine.Evaluation;

/// <summary>How well two lists of numbers agree in their order.</summary>
public static class RankCorrelation
{
    /// <summary>Spearman's ρ: the correlation of the ranks, equal numbers having the mean of theirs. NaN where one list is constant.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static double Spearman(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        if (a.Count != b.Count)
            throw new ArgumentException($"There are {a.Count} and {b.Count} numbers; give as many of both.", nameof(b));
        var (x, y) = (Ranks(a), Ranks(b));
        var mean = (a.Count - 1) / 2.0;
        double both = 0, own = 0, other = 0;
        for (var i = 0; i < x.Length; i++)
        {
            both += (x[i] - mean) * (y[i] - mean);
            own += (x[i] - mean) * (x[i] - mean);
            other += (y[i] - mean) * (y[i] - mean);
        }

        return both / Math.Sqrt(own * other);
    }

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        var ranks = new double[values.Count];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
                end++;
            for (var i = start; i < end; i++)
                ranks[order[i]] = (start + end - 1) / 2.0;
            start = end;
        }

        return ranks;
    }
}
