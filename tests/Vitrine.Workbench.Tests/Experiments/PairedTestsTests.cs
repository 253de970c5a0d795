using Vitrine.Workbench.Experiments;

namespace Vitrine.Workbench.Tests.Experiments;

public sealed class PairedTestsTests
{
    private const string Good = "good-64/category/mean/map";
    private const string Poor = "poor-64/category/mean/map";

    private readonly PairedTests tests = new(TinyExperiment.Of(TinyExperiment.NotMeasured));

    [Fact]
    public void Needs_OfATargetThatCompares_AreBothSides()
    {
        Assert.True(tests.Needs(Good));
        Assert.True(tests.Needs(Poor));
        Assert.False(tests.Needs("good-64/category/mean/map-layer-1"));
    }

    [Fact]
    public void Run_OfALeadOnEachQuery_IsNoChance()
    {
        double[] poor = [.. Enumerable.Range(0, 50).Select(query => query / 100.0)];
        tests.Add(new Dictionary<string, double[]> { [Good] = [.. poor.Select(value => value + 0.1)], [Poor] = poor });
        var test = Assert.Single(tests.Run());
        Assert.Equal((Good, Poor, 50), (test.Metric, test.Above, test.Queries));
        Assert.Equal(0.1, test.Difference, 1e-9);
        Assert.True(test.PValue < 0.001);
        Assert.EndsWith("+10.00, p < 0.001 (50 queries)", test.Text, StringComparison.Ordinal);
    }

    /// <summary>A lead with one seed that the other takes back is none.</summary>
    [Fact]
    public void Run_OverSeeds_ComparesTheirMeansQueryByQuery()
    {
        tests.Add(new Dictionary<string, double[]> { [Good] = [0.9, 0.1, 0.5], [Poor] = [0.5, 0.5, double.NaN] });
        tests.Add(new Dictionary<string, double[]> { [Good] = [0.1, 0.9, 0.5], [Poor] = [0.5, 0.5, double.NaN] });
        var test = Assert.Single(tests.Run());
        Assert.Equal(2, test.Queries);
        Assert.Equal(0, test.Difference, 1e-9);
        Assert.Equal(1, test.PValue, 1e-9);
    }

    [Fact]
    public void Run_WithOneSideOnly_TestsNothing()
    {
        tests.Add(new Dictionary<string, double[]> { [Good] = [0.9, 0.1] });
        Assert.Empty(tests.Run());
    }

    [Fact]
    public void Result_WithTests_IsReadAsItWasWritten()
    {
        using var folder = new TemporaryFolder();
        var experiment = TinyExperiment.Of(TinyExperiment.NotMeasured);
        var written = TinyExperiment.Result(0.5, 0.25) with { Tests = [new PairedTest(Good, Poor, 0.25, 0.01, 40)] };
        var path = folder.Write("result.json", written.ToJson(experiment).ToJsonString());
        Assert.Equal(written.Tests, ExperimentResult.Read(path).Tests);
    }
}
