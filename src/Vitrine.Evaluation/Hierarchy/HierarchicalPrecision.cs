namespace Vitrine.Evaluation;

/// <summary>
/// Hierarchical precision of the first k (Deng, Berg and Fei-Fei, CVPR 2011, section 5): Σ over the first k of sim(query, item), divided by the largest such sum that
/// any order of the gallery has. sim is the share of layers, coarse first, on which two labels agree: 1 in the same finest category, 0 in another branch.
/// Items of equal score count by the mean over all of their orders.
/// </summary>
public static class HierarchicalPrecision
{
    /// <param name="scores">Of the gallery, higher is nearer.</param>
    /// <param name="layersInCommon">Of each item of the gallery: on how many layers it has the query's label; labels are nested.</param>
    /// <param name="layers">Layers of the tree.</param>
    /// <param name="k">First ranks; those beyond the end of the gallery are not asked for.</param>
    /// <returns>0 … 1; NaN where nothing in the gallery has anything in common with the query.</returns>
    /// <exception cref="ArgumentException">The two lists differ in length, a score is NaN, or k is below 1.</exception>
    public static double At(ReadOnlySpan<float> scores, ReadOnlySpan<int> layersInCommon, int layers, int k)
    {
        if (scores.Length != layersInCommon.Length)
            throw new ArgumentException($"{scores.Length} scores for {layersInCommon.Length} items.", nameof(layersInCommon));
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var order = ScoreOrder.Descending(scores);
        var left = Math.Min(k, order.Length);
        var sum = 0.0;
        for (var first = 0; first < order.Length && left > 0;)
        {
            var end = first;
            var shared = 0L;
            for (; end < order.Length && scores[order[end]] == scores[order[first]]; end++)
                shared += layersInCommon[order[end]];
            var taken = Math.Min(left, end - first);
            sum += (double)shared * taken / (end - first);
            (first, left) = (end, left - taken);
        }

        return sum / Ideal(layersInCommon, layers, k);
    }

    private static double Ideal(ReadOnlySpan<int> layersInCommon, int layers, int k)
    {
        Span<int> counts = stackalloc int[layers + 1];
        foreach (var common in layersInCommon)
            counts[common]++;
        var (sum, left) = (0.0, k);
        for (var common = layers; common > 0 && left > 0; common--)
        {
            var taken = Math.Min(left, counts[common]);
            sum += (double)common * taken;
            left -= taken;
        }

        return sum == 0 ? double.NaN : sum;
    }
}
