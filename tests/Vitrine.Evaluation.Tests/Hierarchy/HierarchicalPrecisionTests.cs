namespace Vitrine.Evaluation.Tests.Hierarchy;

public class HierarchicalPrecisionTests
{
    // Two layers. Of five items one has both in common with the query, two have the coarse one, two have none.
    private static readonly int[] Common = [2, 1, 0, 1, 0];

    [Theory]
    [InlineData(new[] { 5f, 4, 3, 2, 1 }, 2, 1.0)]        // 2 + 1 of at most 2 + 1
    [InlineData(new[] { 1f, 4, 3, 2, 5 }, 2, 1 / 3.0)]    // 0 + 1
    [InlineData(new[] { 1f, 4, 3, 2, 5 }, 5, 1.0)]        // all of them in any order
    [InlineData(new[] { 1f, 1, 1, 1, 1 }, 1, 4 / 10.0)]   // the mean of five, of at most 2
    [InlineData(new[] { 9f, 1, 1, 0, 0 }, 2, 2.5 / 3)]    // then one of two: (1 + 0) / 2
    [InlineData(new[] { 5f, 4, 3, 2, 1 }, 50, 1.0)]
    public void At_OfAHandMadeRanking_IsTheShareOfTheBestSum(float[] scores, int k, double expected) =>
        Assert.Equal(expected, HierarchicalPrecision.At(scores, Common, 2, k), 12);

    [Fact]
    public void At_NothingInCommon_IsNoNumber() => Assert.True(double.IsNaN(HierarchicalPrecision.At([1, 2], [0, 0], 2, 1)));

    [Fact]
    public void At_ListsOfTwoLengths_AreRefused() => Assert.Throws<ArgumentException>(() => HierarchicalPrecision.At([1, 2], [0], 2, 1));
}
