namespace Vitrine.Index.Tests.Storage;

public class MergePlanTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Choose_ManyCommitsOfRandomSize_FewSegmentsAndFewWrites(int seed)
    {
        var random = new Random(seed);
        var sizes = new List<long>();
        long added = 0, written = 0;
        for (var commit = 0; commit < 5000; commit++)
        {
            var bytes = 1 + random.NextInt64(100_000);
            (added, written) = (added + bytes, written + bytes);
            sizes.Add(bytes);
            var budget = MergePlan.BudgetFor(bytes);
            for (int first; (first = MergePlan.Choose([.. sizes.Order()], budget)) >= 0;)
            {
                sizes.Sort();
                var sum = sizes.Skip(first).Take(MergePlan.FanIn).Sum();
                sizes.RemoveRange(first, MergePlan.FanIn);
                sizes.Add(sum);
                (written, budget) = (written + sum, budget - sum);
            }

            Assert.InRange(sizes.Count, 1, 40);
            Assert.Equal(added, sizes.Sum());
        }

        // 5,000 commits are four to five levels of eight.
        Assert.InRange((double)written / added, 1, 6);
    }

    [Fact]
    public void Choose_OneLargeAmongSmall_LetsItBe()
    {
        Assert.Equal(-1, MergePlan.Choose([1, 1, 1, 1, 1, 1, 1, 100], long.MaxValue));
        Assert.Equal(0, MergePlan.Choose([1, 1, 1, 1, 1, 1, 1, 1, 100], long.MaxValue));
        Assert.Equal(-1, MergePlan.Choose([1, 1, 1, 1, 1, 1, 1], long.MaxValue));
    }

    [Fact]
    public void Choose_BeyondBudgetOrLargestSegment_Waits()
    {
        long[] sizes = [.. Enumerable.Repeat(100L << 20, MergePlan.FanIn)];
        Assert.Equal(0, MergePlan.Choose(sizes, 800L << 20));
        Assert.Equal(-1, MergePlan.Choose(sizes, 799L << 20));
        Assert.Equal(0, MergePlan.Choose([.. Enumerable.Repeat(100L << 20, 33)], 0)); // too many to wait
        Assert.Equal(-1, MergePlan.Choose([.. Enumerable.Repeat(300L << 20, 40)], long.MaxValue)); // more than a segment may hold
    }
}
