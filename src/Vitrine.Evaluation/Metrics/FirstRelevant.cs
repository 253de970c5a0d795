namespace Vitrine.Evaluation;

/// <summary>
/// Metrics of the first relevant item: R@k as image–text retrieval uses it, reciprocal rank, rank. They depend only on the first
/// bucket with a relevant item and on the number of items before it, so no sort is needed.
/// </summary>
/// <param name="Before">Items that rank strictly before the bucket.</param>
/// <param name="Bucket">The first bucket with a relevant item.</param>
public readonly record struct FirstRelevant(int Before, TieBucket Bucket)
{
    /// <summary>Finds the first bucket with a relevant item.</summary>
    /// <exception cref="ArgumentException">The ranking has no relevant item.</exception>
    public static FirstRelevant Of(ReadOnlySpan<TieBucket> ranking)
    {
        var before = 0;
        foreach (var bucket in ranking)
        {
            if (bucket.Relevant > 0)
                return new FirstRelevant(before, bucket);
            before += bucket.Total;
        }

        throw new ArgumentException("The ranking holds no relevant item; leave such a query out and count it.", nameof(ranking));
    }

    /// <summary>Finds the best relevant score and counts what beats or equals it: O(gallery), no sort.</summary>
    /// <param name="scores">Score of every gallery item, higher is better; <see cref="float.NegativeInfinity"/> never ranks before another.</param>
    /// <param name="relevantRows">At least one gallery row, each once.</param>
    /// <param name="excludedRow">A row that is taken out of the gallery (the reference of a composed query), −1 for none.</param>
    public static FirstRelevant Of(ReadOnlySpan<float> scores, ReadOnlySpan<int> relevantRows, int excludedRow = -1)
    {
        var best = float.NegativeInfinity;
        var any = false;
        foreach (var row in relevantRows)
        {
            if (row == excludedRow)
                continue;
            best = any ? MathF.Max(best, scores[row]) : scores[row];
            any = true;
        }

        if (!any)
            throw new ArgumentException("No relevant row is left in the gallery; leave such a query out and count it.", nameof(relevantRows));
        int before = 0, tied = 0, relevant = 0;
        for (var row = 0; row < scores.Length; row++)
        {
            if (float.IsNaN(scores[row]))
                throw new ArgumentException($"Score {row} is not a number: a ranking cannot be made of it. Look for a division by zero in the model.", nameof(scores));
            if (row == excludedRow)
                continue;
            before += scores[row] > best ? 1 : 0;
            tied += scores[row] == best ? 1 : 0;
        }

        foreach (var row in relevantRows)
            relevant += row != excludedRow && scores[row] == best ? 1 : 0;
        return new FirstRelevant(before, new TieBucket(tied, relevant));
    }

    /// <summary>As <see cref="Of(ReadOnlySpan{float}, ReadOnlySpan{int}, int)"/>, with ties broken by gallery row (<see cref="TieRule.Classic"/>).</summary>
    public static FirstRelevant Classic(ReadOnlySpan<float> scores, ReadOnlySpan<int> relevantRows, int excludedRow = -1)
    {
        var (before, _) = Of(scores, relevantRows, excludedRow);
        var first = -1;
        foreach (var row in relevantRows)
        {
            if (row != excludedRow && (first < 0 || scores[row] > scores[first] || (scores[row] == scores[first] && row < first)))
                first = row;
        }

        for (var row = 0; row < first; row++)
            before += row != excludedRow && scores[row] == scores[first] ? 1 : 0;
        return new FirstRelevant(before, new TieBucket(1, 1));
    }

    /// <summary>
    /// Probability that a relevant item is among the first k: R@k of pair retrieval, where a query succeeds or fails.
    /// Within the bucket, the first s places miss all r relevant of n items with probability C(n−r, s)/C(n, s).
    /// </summary>
    public double HitAt(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var (n, r) = Bucket;
        var places = Math.Min(k - Before, n);
        if (places <= 0)
            return 0;
        if (places > n - r)
            return 1;
        var miss = 1.0;
        for (var i = 0; i < r; i++)
            miss *= (double)(n - places - i) / (n - i);
        return 1 - miss;
    }

    /// <summary>Expected 1/rank of the first relevant item; its mean over queries is MRR.</summary>
    public double ReciprocalRank()
    {
        // P(first relevant at place j) obeys P(1) = r/n, P(j+1) = P(j)·(n-j-r+1)/(n-j).
        var (n, r) = Bucket;
        var probability = (double)r / n;
        double sum = 0;
        for (var j = 1; j <= n - r + 1; j++)
        {
            sum += probability / (Before + j);
            if (j < n)
                probability *= (double)(n - j - r + 1) / (n - j);
        }

        return sum;
    }

    /// <summary>Expected rank (1-based) of the first relevant item: before + (n+1)/(r+1).</summary>
    public double Rank() => Before + (Bucket.Total + 1.0) / (Bucket.Relevant + 1);

    /// <summary>The same when relevant items come first among their ties.</summary>
    public FirstRelevant Optimistic() => new(Before, new TieBucket(Bucket.Relevant, Bucket.Relevant));

    /// <summary>The same when relevant items come last among their ties.</summary>
    public FirstRelevant Pessimistic() =>
        new(Before + Bucket.Total - Bucket.Relevant, new TieBucket(Bucket.Relevant, Bucket.Relevant));

    /// <summary>A metric of this type as expectation and bounds.</summary>
    public TieAware Bounded(Func<FirstRelevant, double> metric) => new(metric(this), metric(Pessimistic()), metric(Optimistic()));
}
