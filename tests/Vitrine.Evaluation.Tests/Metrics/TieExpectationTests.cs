namespace Vitrine.Evaluation.Tests.Metrics;

/// <summary>Every closed form against the written-out orders. Values are means of at most 20,000 doubles: 1e-12 covers their rounding.</summary>
public class TieExpectationTests
{
    private const double Tolerance = 1e-12;
    private static readonly int[] Cutoffs = [1, 2, 3, 5, 8, 100];

    [Fact]
    public void AveragePrecision_RandomTies_EqualsMeanOverAllOrders()
    {
        foreach (var ranking in Orders.RandomRankings(300))
        {
            var relevant = ranking.Sum(bucket => bucket.Relevant) + ranking.Length % 2; // sometimes one that was not retrieved
            Check(ranking, r => AveragePrecision.Expected(r, relevant), order => NaiveAp(order, relevant, int.MaxValue));
            foreach (var k in Cutoffs)
                Check(ranking, r => AveragePrecision.Expected(r, relevant, k), order => NaiveAp(order, relevant, k));
        }
    }

    [Fact]
    public void PrecisionAndRecall_RandomTies_EqualMeanOverAllOrders()
    {
        foreach (var ranking in Orders.RandomRankings(200))
        {
            foreach (var k in Cutoffs)
            {
                var relevant = ranking.Sum(bucket => bucket.Relevant);
                Check(ranking, r => Precision.At(r, k), order => order.Take(k).Count(x => x) / (double)k);
                Check(ranking, r => Precision.RecallAt(r, relevant, k), order => order.Take(k).Count(x => x) / (double)relevant);
            }
        }
    }

    [Fact]
    public void FirstRelevant_RandomTies_EqualsMeanOverAllOrders()
    {
        foreach (var ranking in Orders.RandomRankings(200))
        {
            Check(ranking, f => f.ReciprocalRank(), order => 1.0 / FirstRank(order));
            foreach (var k in Cutoffs)
                Check(ranking, f => f.HitAt(k), order => FirstRank(order) <= k ? 1 : 0);
            var rank = FirstRelevant.Of(ranking).Bounded(f => f.Rank());
            var expected = Orders.Enumerate(ranking, order => FirstRank(order));
            AssertNear(expected, rank with { Pessimistic = rank.Optimistic, Optimistic = rank.Pessimistic });
        }
    }

    [Theory]
    [InlineData(Gain.Linear, Discount.Log2)]
    [InlineData(Gain.Exponential, Discount.Log2)]
    [InlineData(Gain.Linear, Discount.Jarvelin2002)]
    [InlineData(Gain.Exponential, Discount.KddCup2020)]
    public void Ndcg_GradedTies_EqualsMeanOverAllOrders(Gain gain, Discount discount)
    {
        var random = new Random(5);
        for (var round = 0; round < 60; round++)
        {
            var n = 1 + random.Next(6);
            float[] scores = [.. Enumerable.Range(0, n).Select(_ => (float)random.Next(3))];
            float[] grades = [.. Enumerable.Range(0, n).Select(_ => (float)random.Next(4))];
            grades[random.Next(n)] = 2;
            foreach (var k in Cutoffs)
            {
                var values = Permutations(n)
                    .Where(order => order.Zip(order.Skip(1), (a, b) => scores[a] >= scores[b]).All(x => x))
                    .Select(order => Dcg(order.Select(i => grades[i])) / Dcg(grades.OrderDescending())).ToArray();
                AssertNear(new TieAware(values.Average(), values.Min(), values.Max()), new Ndcg(k, gain, discount).Of(scores, grades));

                double Dcg(IEnumerable<float> ranked) => ranked.Take(k).Select((grade, i) =>
                    (gain == Gain.Linear ? grade : Math.Pow(2, grade) - 1)
                    / (discount == Discount.Jarvelin2002 ? Math.Max(1, Math.Log2(i + 1)) : Math.Log2(i + 2))).Sum();
            }
        }
    }

    [Fact]
    public void AveragePrecision_LongBucket_EqualsDirectSum()
    {
        // The harmonic table against the sum it replaces, at the size of a real gallery.
        const int n = 30_000, r = 210, before = 12_345, found = 17;
        double sum = found; // 17 relevant items on the first 17 ranks have precision 1 each
        for (var i = 1; i <= n; i++)
            sum += (double)r / n * (found + 1 + (i - 1.0) * (r - 1) / (n - 1)) / (before + i);
        var expected = sum / (r + found);
        var actual = AveragePrecision.Expected([new(found, found), new(before - found, 0), new(n, r)], r + found);
        Assert.Equal(expected, actual, 1e-10);
    }

    private static void Check(TieBucket[] ranking, BucketMetric metric, Func<bool[], double> naive) =>
        AssertNear(Orders.Enumerate(ranking, naive), TieAware.Of(ranking, metric));

    private static void Check(TieBucket[] ranking, Func<FirstRelevant, double> metric, Func<bool[], double> naive) =>
        AssertNear(Orders.Enumerate(ranking, naive), FirstRelevant.Of(ranking).Bounded(metric));

    private static void AssertNear(TieAware expected, TieAware actual)
    {
        Assert.Equal(expected.Value, actual.Value, Tolerance);
        Assert.Equal(expected.Pessimistic, actual.Pessimistic, Tolerance);
        Assert.Equal(expected.Optimistic, actual.Optimistic, Tolerance);
    }

    private static double NaiveAp(bool[] order, int relevant, int k)
    {
        double sum = 0;
        var found = 0;
        for (var rank = 1; rank <= Math.Min(order.Length, k); rank++)
        {
            if (order[rank - 1])
                sum += (double)++found / rank;
        }

        return sum / Math.Min(k, relevant);
    }

    private static int FirstRank(bool[] order) => Array.IndexOf(order, true) + 1;

    private static IEnumerable<int[]> Permutations(int n) => n == 0
        ? [[]]
        : Permutations(n - 1).SelectMany(p => Enumerable.Range(0, n).Select(at => (int[])[.. p[..at], n - 1, .. p[at..]]));
}
