using Vitrine.Workbench.Experiments;

namespace Vitrine.Workbench.Tests.Experiments;

public class JudgementTests
{
    [Theory]
    [InlineData(0.50, "[OK]")]
    [InlineData(0.49, "[OK]")]
    [InlineData(0.489, "[FAIL]")]
    [InlineData(0.52, "[OK*]")]
    [InlineData(double.NaN, "[FAIL]")]
    public void Expectation_Measured_GivesVerdict(double measured, string mark) =>
        Assert.Equal(mark, new Expectation(0.50, 0.01).Judge(measured).Mark());

    [Theory]
    [InlineData(0, 0.005)]
    [InlineData(0.001, 0.005)]
    [InlineData(0.01, 0.03)]
    public void Expectation_FromSeeds_ToleratesThreeDeviationsOrHalfAPoint(double deviation, double tolerance) =>
        Assert.Equal(new Expectation(0.1235, tolerance), Expectation.From(0.12346, deviation, least: 0));

    [Theory]
    [InlineData(0.50, 0.25, "OK")]
    [InlineData(0.60, 0.25, "OK*")]
    [InlineData(0.48, 0.25, "FAIL")]
    [InlineData(0.50, 0.31, "OK")]
    public void Verdict_OfFigures_LooksAtExpectedOnesOnly(double good, double poor, string verdict) =>
        Assert.Equal(verdict, Judge(good, poor).Verdict.Name());

    [Theory]
    [InlineData(0.50, 0.25, true, "met")]
    [InlineData(0.50, 0.31, false, "missed by 1.00")]
    [InlineData(0.50, double.NaN, false, "not measured")]
    public void Target_Lead_IsMetOrMissedByPoints(double good, double poor, bool isMet, string outcome)
    {
        var check = Judge(good, poor).Targets[0];
        Assert.Equal((isMet, outcome), (check.IsMet, check.Outcome));
    }

    [Fact]
    public void Target_Value_IsJudgedWithoutTheOtherMetric() => Assert.True(Judge(0.50, 0.25).Targets[1].IsMet);

    [Fact]
    public void Verdict_WithoutExpectedFigures_IsNew() =>
        Assert.Equal(Verdict.New, new Judgement(TinyExperiment.Of(TinyExperiment.NotMeasured), TinyExperiment.Metrics(0.5, 0.25)).Verdict);

    [Fact]
    public void SeedValues_ThreeSeeds_GiveMeanAndSampleDeviation()
    {
        var values = new SeedValues();
        foreach (var value in new[] { 0.1, 0.2, 0.3 })
            values.Add(new Dictionary<string, double> { ["a/map"] = value });
        var summary = values.Summary();
        Assert.Equal(0.2, summary["a/map"], 12);
        Assert.Equal(0.1, summary["a/map/std"], 12);
    }

    private static Judgement Judge(double good, double poor) => new(TinyExperiment.Of(TinyExperiment.Expected), TinyExperiment.Metrics(good, poor));
}
