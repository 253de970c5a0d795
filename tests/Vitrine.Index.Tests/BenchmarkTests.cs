namespace Vitrine.Index.Tests;

public class BenchmarkTests
{
    [Fact]
    public void Run_FirstRow_HasConsistentFigures()
    {
        // Only the first measurement (about two seconds): that it measures, not how fast this machine is.
        var row = IndexBenchmark.Run([SimdLevel.Scalar]).First();
        Assert.Equal("hamming-64x1000000", row.Work);
        Assert.InRange(row.BestMs, 1e-6, row.MedianMs);
        Assert.Equal(1_000_000 / row.MedianMs * 1000, row.ItemsPerSecond, 1.0);
    }

    [Fact]
    public void Run_SmallStorage_MeasuresEachStepAndLeavesNothing()
    {
        BenchmarkRow[] rows = [.. StorageBenchmark.Run(items: 2000)];
        Assert.Equal(9, rows.Length);
        Assert.All(rows, row => Assert.InRange(row.BestMs, 1e-6, row.MedianMs));
        Assert.Equal(20 / rows.Single(row => row.Work == "index-add-1-percent-2000").MedianMs * 1000, rows.Single(row => row.Work == "index-add-1-percent-2000").ItemsPerSecond, 1.0);
    }

    [Fact]
    public void Run_SmallFilters_MeasuresBothSides()
    {
        // The first row alone takes its two seconds.
        var row = FilterBenchmark.Run(items: 2000).First();
        Assert.Equal("filtered-codes-0.1-percent-2000", row.Work);
        Assert.InRange(row.BestMs, 1e-6, row.MedianMs);
        Assert.True(row.PeerMs > 0);
    }
}
