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

    [Fact]
    public void Run_SmallFilters_MeasuresBothSides()
    {
        // The first row alone takes its two seconds.
        var row = FilterBenchmark.Run(items: 2000).First();
        Assert.Equal("filtered-codes-0.1-percent-2000", row.Work);
        Assert.InRange(row.BestMs, 1e-6, row.MedianMs);
        Assert.True(row.PeerMs > 0);
    }

    [Fact]
    public void Run_SmallCodeTables_MeasuresEachRoadBesideTheScan()
    {
        BenchmarkRow[] rows = [.. CodeTableBenchmark.Run(items: 20_000, bitLengths: [64])];
        // So few codes have too many different coarse layers for branches.
        Assert.Equal(
            ["multi-index-build-64x20000", "multi-index-64x20000-k10", "multi-index-64x20000-k100", "multi-index-64x20000-radius-2", "multi-index-64x20000-radius-4"],
            rows.Select(row => row.Work));
        Assert.All(rows, row => Assert.InRange(row.BestMs, 1e-6, row.MedianMs));
        Assert.All(rows.Skip(1), row => Assert.True(row.PeerMs > 0));
    }

    [Fact]
    public void Run_SmallBandwidth_MeasuresScanAndSum()
    {
        BenchmarkRow[] rows = [.. BandwidthBenchmark.Run(items: 2000)];
        Assert.Equal(9, rows.Length);
        Assert.Equal(3, rows.Count(row => row.Threads == 2));
        Assert.All(rows, row => Assert.True(row.PeerMs > 0 && row.BestMs > 0, row.Work));
        Assert.Equal(Enumerable.Range(0, 101).Aggregate(0UL, (sum, i) => sum + (ulong)i * ulong.MaxValue / 7), MemorySum.Of([.. Enumerable.Range(0, 101).Select(i => (ulong)i * ulong.MaxValue / 7)]));
    }

    [Fact]
    public void Run_ShortUpdates_MeasuresReadersWritesAndSizes()
    {
        BenchmarkRow[] rows = [.. UpdateBenchmark.Run(items: 3000, TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(1.2))];
        Assert.Equal(["updates-quiet-p99-3000", "updates-writing-p99-3000", "updates-written-3000", "updates-size-3000", "updates-size-compacted-3000"], rows.Select(row => row.Work));
        Assert.InRange(rows[2].ItemsPerSecond, 1, 6000);
        Assert.InRange(rows[4].Mb!.Value / rows[4].PeerMb!.Value, 0.95, 1.05);
    }
}
