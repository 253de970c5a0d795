namespace Vitrine.Evaluation;

/// <summary>Set metrics of the first k ranks, as expectations over all orders of tied items.</summary>
public static class Precision
{
    /// <summary>Expected number of relevant items among the first k.</summary>
    public static double RelevantWithin(ReadOnlySpan<TieBucket> ranking, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        double found = 0;
        var left = k;
        foreach (var (n, r) in ranking)
        {
            if (n >= left)
                return found + (double)r * left / Math.Max(n, 1);
            found += r;
            left -= n;
        }

        return found;
    }

    /// <summary>P@k: relevant items among the first k, divided by k even when the gallery is shorter (trec_eval's convention).</summary>
    public static double At(ReadOnlySpan<TieBucket> ranking, int k) => RelevantWithin(ranking, k) / k;

    /// <summary>
    /// Share of all relevant items that is among the first k (set recall, trec_eval's <c>recall.k</c>). The R@k of pair retrieval is
    /// another number: <see cref="FirstRelevant.HitAt"/>.
    /// </summary>
    public static double RecallAt(ReadOnlySpan<TieBucket> ranking, int relevantInGallery, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(relevantInGallery, 1);
        return RelevantWithin(ranking, k) / relevantInGallery;
    }
}
