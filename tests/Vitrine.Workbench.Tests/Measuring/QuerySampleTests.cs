using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests.Measuring;

public sealed class QuerySampleTests
{
    [Fact]
    public void Of_SmallPart_IsAllOfIt() => Assert.Equal([3, 5, 8], QuerySample.Of([3, 5, 8], 40_000));

    [Theory]
    [InlineData(10_000, 10_000)]
    [InlineData(200_000, 10_000)]
    [InlineData(400_000, 5_000)]
    [InlineData(2_000_000, 1_000)]
    public void Of_LargePart_AsksFewerInALargerStore(int products, int expected)
    {
        var queries = QuerySample.Of([.. Enumerable.Range(0, 30_000)], products);
        Assert.Equal(expected, queries.Length);
        Assert.Equal(queries.Distinct().Order(), queries);
        Assert.True(queries[^1] >= 30_000 - 30_000 / expected - 1, "the last rows have as good a chance as the first");
    }
}
