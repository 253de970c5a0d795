namespace Vitrine.Index.Tests.Cells;

public class RoadPlanTests
{
    private const int Items = 100_000;

    private static readonly PartitionRecall Measured = new(0, 200, false, ExactMs: 2,
    [
        new ProbeStep(1, 10, 0.80, 1_000, 0.10), new ProbeStep(4, 10, 0.95, 4_000, 0.13), new ProbeStep(16, 10, 0.99, 16_000, 0.25),
        new ProbeStep(4, 100, 0.90, 4_000, 0.30), new ProbeStep(600, 100, 0.99, 90_000, 2.5),
    ]);

    [Theory]
    [InlineData(10, 0.5, 1)]
    [InlineData(10, 0.95, 4)]
    [InlineData(3, 0.951, 16)]
    [InlineData(11, 0.9, 4)] // by what was measured for a hundred
    [InlineData(11, 0.95, 0)] // for which the whole scan takes less
    [InlineData(10, 0.999, 0)]
    [InlineData(101, 0.1, 0)]
    public void For_Recall_TakesTheFewestProbesOrTheScan(int k, double recall, int probes)
    {
        var plan = RoadPlan.For(Measured, Items, k, recall, SearchRoad.Faster, null);
        Assert.Equal((probes, 0), (plan.Probes, plan.Least));
        Assert.Equal(probes == 0 ? (1, 2) : (Measured.Steps.First(step => step.Probes == probes && step.K >= k).Recall, Measured.Steps.First(step => step.Probes == probes && step.K >= k).Ms), (plan.Recall, plan.ExpectedMs));
    }

    [Fact]
    public void For_ForcedRoad_IsTaken()
    {
        Assert.Equal(0, RoadPlan.For(Measured, Items, 10, 0.5, SearchRoad.Exact, null).Probes);
        Assert.Equal((600, 0.99), (RoadPlan.For(Measured, Items, 100, 0.95, SearchRoad.Cells, null).Probes, RoadPlan.For(Measured, Items, 100, 0.95, SearchRoad.Cells, null).Recall));
        Assert.Equal((16, 0.99), (RoadPlan.For(Measured, Items, 10, 1, SearchRoad.Cells, null).Probes, RoadPlan.For(Measured, Items, 10, 1, SearchRoad.Cells, null).Recall));
        Assert.Equal(0, RoadPlan.For(Measured, Items, 5000, 0.5, SearchRoad.Cells, null).Probes); // nothing was measured
    }

    [Fact]
    public void For_FilterOfFewItems_CostsMoreUntilTheScanTakesLess()
    {
        var half = RoadPlan.For(Measured, Items, 10, 0.95, SearchRoad.Cells, position => position % 2 == 0);
        Assert.Equal((4, 4_000), (half.Probes, half.Least));
        Assert.True(half.ExpectedMs > 0.16, $"{half.ExpectedMs} ms"); // 4,000 items more at 10 ns, and what asking the filter takes here and now
        var few = RoadPlan.For(Measured, Items, 10, 0.95, SearchRoad.Cells, position => position == 7);
        Assert.True(few.ExpectedMs > 1, $"{few.ExpectedMs} ms"); // all 100,000
    }
}
