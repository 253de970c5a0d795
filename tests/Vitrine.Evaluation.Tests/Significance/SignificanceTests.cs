namespace Vitrine.Evaluation.Tests.Significance;

public class SignificanceTests
{
    [Fact]
    public void RandomisationTest_FewPairs_ApproachesTheExactPValue()
    {
        // All 2^8 sign assignments, written out; 200,000 draws have a standard error of about 0.001.
        double[] a = [0.8, 0.5, 0.9, 0.4, 0.7, 0.6, 0.3, 0.9];
        double[] b = [0.6, 0.55, 0.7, 0.35, 0.6, 0.65, 0.2, 0.5];
        var differences = a.Zip(b, (x, y) => x - y).ToArray();
        var observed = Math.Abs(differences.Sum());
        var exact = Enumerable.Range(0, 256).Count(mask =>
            Math.Abs(differences.Select((d, i) => (mask >> i & 1) == 0 ? d : -d).Sum()) >= observed - 1e-9) / 256.0;
        var result = RandomisationTest.Compare(a, b, 200_000);
        Assert.Equal(exact, result.PValue, 0.005);
        Assert.Equal(differences.Average(), result.MeanDifference, 1e-12);
        Assert.Equal(result, RandomisationTest.Compare(a, b, 200_000));
    }

    [Fact]
    public void RandomisationTest_EqualSystems_HasPValueOne() =>
        Assert.Equal(1, RandomisationTest.Compare([1, 2, 3], [1, 2, 3]).PValue);

    [Fact]
    public void RandomisationTest_ClearDifference_HasSmallestPValue()
    {
        var a = Enumerable.Range(0, 200).Select(i => i % 7 + 1.0).ToArray();
        var result = RandomisationTest.Compare(a, [.. a.Select(x => x - 0.5)], 999);
        Assert.Equal(0.001, result.PValue, 1e-12);
        Assert.Equal(0.5, result.MeanDifference, 1e-12);
    }

    [Fact]
    public void RandomisationTest_LeftOutQueries_AreSkipped() =>
        Assert.Equal(2, RandomisationTest.Compare([1, double.NaN, 2, 3], [1, 2, double.NaN, 4]).Pairs);

    [Fact]
    public void SeedSummary_ThreeSeeds_HasSampleDeviation()
    {
        var summary = SeedSummary.Of([0.60, 0.62, 0.64]);
        Assert.Equal(0.62, summary.Mean, 1e-15);
        Assert.Equal(0.02, summary.StandardDeviation, 1e-15);
        Assert.Equal(0, SeedSummary.Of([0.5]).StandardDeviation);
    }
}
