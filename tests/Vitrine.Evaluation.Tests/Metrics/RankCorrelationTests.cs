namespace Vitrine.Evaluation.Tests.Metrics;

public class RankCorrelationTests
{
    [Fact]
    public void Spearman_OfOrdersThatAgreeOrOppose_IsOneOrMinusOne()
    {
        Assert.Equal(1, RankCorrelation.Spearman([1, 2, 30], [0.1, 0.2, 0.9]), 12);
        Assert.Equal(-1, RankCorrelation.Spearman([1, 2, 30], [3, 2, 1]), 12);
    }

    [Fact]
    public void Spearman_WithTies_GivesThemTheMeanOfTheirRanks()
    {
        // Ranks 0, 1.5, 1.5, 3 and 0, 1, 2, 3: 4.5 / √(4.5 · 5).
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), RankCorrelation.Spearman([1, 2, 2, 3], [1, 2, 3, 4]), 12);
    }

    [Fact]
    public void Spearman_OfAConstant_IsNotANumber() => Assert.True(double.IsNaN(RankCorrelation.Spearman([1, 1], [1, 2])));

    [Fact]
    public void Spearman_ListsOfTwoLengths_AreRefused() => Assert.Throws<ArgumentException>(() => RankCorrelation.Spearman([1], [1, 2]));
}
