namespace Vitrine.Evaluation.Tests.Metrics;

public class FoundPrecisionTests
{
    [Fact]
    public void At_HandComputed_DividesByTheRelevantFound()
    {
        bool[] ranking = [true, false, true, false, true];
        Assert.Equal((1 + 2 / 3.0) / 2, FoundPrecision.At(ranking, 4), 12);
        Assert.Equal((1 + 2 / 3.0 + 3 / 5.0) / 3, FoundPrecision.At(ranking, 100), 12);
        Assert.Equal(0, FoundPrecision.At([false, false, true], 2));
        Assert.Equal(0, FoundPrecision.At([], 100));
    }
}
