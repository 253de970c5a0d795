namespace Vitrine.Architecture.Tests;

public class KnotsTests
{
    [Fact]
    public void Knots_OfTwoCirclesAndTheirTails_AreTheTwoCircles()
    {
        var knots = Knots.Of([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("e", "d"), ("x", "a"), ("e", "y")]);
        Assert.Equal([["a", "b", "c"], ["d", "e"]], knots);
    }

    [Fact]
    public void Knots_OfADiamond_AreNone() => Assert.Empty(Knots.Of([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]));
}
