namespace Vitrine.Evaluation;

/// <summary>What is asked of rankings: lists of <see cref="TieBucket"/>, best first.</summary>
public static class TieBuckets
{
    /// <summary>
    /// Orders every bucket to one extreme by splitting it into a pure relevant and a pure irrelevant bucket. Every metric of a
    /// ranking of pure buckets is the value of a single order, so that bounds need no formulas of their own.
    /// </summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="relevantFirst">True for the optimistic, false for the pessimistic order.</param>
    /// <param name="destination">Receives two buckets for each given one.</param>
    public static void Split(ReadOnlySpan<TieBucket> ranking, bool relevantFirst, Span<TieBucket> destination)
    {
        for (var b = 0; b < ranking.Length; b++)
        {
            var relevant = new TieBucket(ranking[b].Relevant, ranking[b].Relevant);
            var irrelevant = new TieBucket(ranking[b].Total - ranking[b].Relevant, 0);
            destination[2 * b] = relevantFirst ? relevant : irrelevant;
            destination[2 * b + 1] = relevantFirst ? irrelevant : relevant;
        }
    }

    /// <summary>True when some bucket holds relevant and irrelevant items, so that the order of ties matters.</summary>
    public static bool AnyMixed(ReadOnlySpan<TieBucket> ranking)
    {
        foreach (var bucket in ranking)
        {
            if (bucket.IsMixed)
                return true;
        }

        return false;
    }
}
