namespace Vitrine.Evaluation.Tests.Curves;

public class PrecisionRecallTests
{
    [Fact]
    public void At_OfAnOrderWithoutTies_IsThePrecisionAtThatRelevantItem()
    {
        // relevant at ranks 1, 3 and 6 of 8
        TieBucket[] ranking = [new(1, 1), new(1, 0), new(1, 1), new(2, 0), new(1, 1), new(2, 0)];
        Assert.Equal(1 / 1.0, PrecisionRecall.At(ranking, 3, 1 / 3.0), 12);
        Assert.Equal(2 / 3.0, PrecisionRecall.At(ranking, 3, 2 / 3.0), 12);
        Assert.Equal(3 / 6.0, PrecisionRecall.At(ranking, 3, 1), 12);
    }

    [Fact]
    public void At_InsideABucket_MeetsRelevantItemsEvenly()
    {
        TieBucket[] ranking = [new(2, 2), new(10, 4), new(5, 0)];
        Assert.Equal(1, PrecisionRecall.At(ranking, 6, 1 / 3.0), 12);
        Assert.Equal(4 / 7.0, PrecisionRecall.At(ranking, 6, 4 / 6.0), 12); // half of the bucket: 2 of its 4, 5 of its 10
        Assert.Equal(6 / 12.0, PrecisionRecall.At(ranking, 6, 1), 12);
    }

    [Fact]
    public void At_ARankingThatEndsBefore_IsZero() => Assert.Equal(0, PrecisionRecall.At([new TieBucket(3, 1)], 2, 1));

    [Theory]
    [InlineData(0)]
    [InlineData(1.1)]
    public void At_NoRecall_IsRefused(double recall) => Assert.Throws<ArgumentOutOfRangeException>(() => PrecisionRecall.At([new TieBucket(1, 1)], 1, recall));
}
