namespace Vitrine.Evaluation;

/// <summary>Makes rankings (lists of <see cref="TieBucket"/>, best first) from distances, scores or an explicit order.</summary>
public static class TieBuckets
{
    /// <summary>One bucket per distance 0…<paramref name="maxDistance"/>, counted without sorting: O(gallery).</summary>
    /// <param name="distances">Distance of every gallery item to the query.</param>
    /// <param name="relevantRows">Gallery rows that are relevant, each once.</param>
    /// <param name="maxDistance">Largest distance that can occur, for codes the number of bits.</param>
    public static TieBucket[] FromDistances(ReadOnlySpan<ushort> distances, ReadOnlySpan<int> relevantRows, int maxDistance)
    {
        var total = new int[maxDistance + 1];
        var relevant = new int[maxDistance + 1];
        Count(distances, total);
        Count(distances, relevantRows, relevant);
        return Combine(total, relevant);
    }

    /// <summary>One bucket per distinct score, highest first. Zero and minus zero are the same score.</summary>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    public static TieBucket[] FromScores(ReadOnlySpan<float> scores, ReadOnlySpan<int> relevantRows)
    {
        var order = ScoreOrder.Descending(scores);
        var isRelevant = RelevanceMask(scores.Length, relevantRows);
        var buckets = new List<TieBucket>();
        for (var i = 0; i < order.Length;)
        {
            var score = scores[order[i]];
            int total = 0, relevant = 0;
            for (; i < order.Length && scores[order[i]] == score; i++)
            {
                total++;
                relevant += isRelevant[order[i]] ? 1 : 0;
            }

            buckets.Add(new TieBucket(total, relevant));
        }

        return [.. buckets];
    }

    /// <summary>A ranking without ties: one bucket per item in the given order of gallery rows.</summary>
    public static TieBucket[] FromOrder(ReadOnlySpan<int> order, ReadOnlySpan<int> relevantRows, int galleryCount)
    {
        var isRelevant = RelevanceMask(galleryCount, relevantRows);
        var buckets = new TieBucket[order.Length];
        for (var i = 0; i < order.Length; i++)
            buckets[i] = new TieBucket(1, isRelevant[order[i]] ? 1 : 0);
        return buckets;
    }

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

    /// <summary>Number of relevant items in the whole ranking.</summary>
    public static int RelevantCount(ReadOnlySpan<TieBucket> ranking)
    {
        var sum = 0;
        foreach (var bucket in ranking)
            sum += bucket.Relevant;
        return sum;
    }

    internal static void Count(ReadOnlySpan<ushort> distances, Span<int> histogram)
    {
        histogram.Clear();
        foreach (var distance in distances)
            histogram[distance]++;
    }

    internal static void Count(ReadOnlySpan<ushort> distances, ReadOnlySpan<int> rows, Span<int> histogram)
    {
        histogram.Clear();
        foreach (var row in rows)
            histogram[distances[row]]++;
    }

    internal static TieBucket[] Combine(ReadOnlySpan<int> total, ReadOnlySpan<int> relevant)
    {
        var buckets = new TieBucket[total.Length];
        for (var d = 0; d < buckets.Length; d++)
            buckets[d] = new TieBucket(total[d], relevant[d]);
        return buckets;
    }

    private static bool[] RelevanceMask(int count, ReadOnlySpan<int> relevantRows)
    {
        var mask = new bool[count];
        foreach (var row in relevantRows)
            mask[row] = true;
        return mask;
    }
}
