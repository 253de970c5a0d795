namespace Vitrine.Evaluation.Tests;

/// <summary>The oracle of every tie-aware metric: all orders inside each bucket, written out.</summary>
internal static class Orders
{
    /// <summary>Every distinct order of relevant (true) and irrelevant items that respects the buckets; all are equally likely.</summary>
    public static IEnumerable<bool[]> Of(IReadOnlyList<TieBucket> ranking)
    {
        IEnumerable<bool[]> orders = [[]];
        foreach (var bucket in ranking)
        {
            var inside = Arrangements(bucket.Total, bucket.Relevant).ToArray();
            orders = orders.SelectMany(before => inside.Select(after => (bool[])[.. before, .. after]));
        }

        return orders;
    }

    /// <summary>Expectation, minimum and maximum of a metric over all orders.</summary>
    public static TieAware Enumerate(IReadOnlyList<TieBucket> ranking, Func<bool[], double> metric)
    {
        var values = Of(ranking).Select(metric).ToArray();
        return new TieAware(values.Average(), values.Min(), values.Max());
    }

    /// <summary>Small random rankings with ties, empty buckets and at least one relevant item.</summary>
    public static IEnumerable<TieBucket[]> RandomRankings(int count)
    {
        var random = new Random(11);
        while (count > 0)
        {
            var ranking = Enumerable.Range(0, 1 + random.Next(4)).Select(_ =>
            {
                var total = random.Next(6);
                return new TieBucket(total, random.Next(total + 1));
            }).ToArray();
            if (ranking.Sum(bucket => bucket.Relevant) == 0 || Of(ranking).Take(20_001).Count() > 20_000)
                continue;
            count--;
            yield return ranking;
        }
    }

    private static IEnumerable<bool[]> Arrangements(int total, int relevant)
    {
        for (var mask = 0; mask < 1 << total; mask++)
        {
            if (int.PopCount(mask) == relevant)
                yield return [.. Enumerable.Range(0, total).Select(i => (mask >> i & 1) != 0)];
        }
    }
}
