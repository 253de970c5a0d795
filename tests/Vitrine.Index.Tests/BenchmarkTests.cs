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
    public void Run_SmallPartition_MeasuresBothCodesBesideTheWholeScan()
    {
        BenchmarkRow[] rows = [.. PartitionBenchmark.Run(items: 2000)];
        Assert.All(rows, row => Assert.InRange(row.MedianMs, 1e-6, 1e6));
        Assert.Equal(
            ["partition-256x2000-recall-0.9", "partition-256x2000-recall-0.98", "partition-build-256x2000", "partition-whole-scan-256x2000", "rescoring-1-bit-256x2000-recall-0.9", "rescoring-1-bit-build-256x2000"],
            rows.Select(row => row.Work).Where(work => !work.EndsWith("0.99", StringComparison.Ordinal) && work != "rescoring-1-bit-256x2000-recall-0.98").Order(StringComparer.Ordinal));
    }
}
