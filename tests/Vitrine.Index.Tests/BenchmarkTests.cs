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
}
