using Vitrine.Search.Understanding;

namespace Vitrine.Search.Tests.Understanding;

public sealed class PriceComparisonTests
{
    [Theory]
    [InlineData("cheaper", true, 1)]
    [InlineData("less expensive in red", true, 2)]
    [InlineData("more expensive", false, 2)]
    [InlineData("moins cher", true, 2)]
    public void At_AComparison_IsRead(string text, bool isLower, int words) => Assert.Equal((isLower, words), PriceComparison.At(text.Split(' '), 0));

    [Theory]
    [InlineData("more")]
    [InlineData("less red")]
    [InlineData("cheap")]
    public void At_OtherWords_AreNone(string text) => Assert.Null(PriceComparison.At(text.Split(' '), 0));
}
