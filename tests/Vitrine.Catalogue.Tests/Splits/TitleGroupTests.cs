namespace Vitrine.Catalogue.Tests.Splits;

public class TitleGroupTests
{
    private static readonly IReadOnlySet<string> Colours = ColourWords.From(["Navy Blue", "Sea Green", "off-white"]);

    [Theory]
    [InlineData("Nike Men Navy-Blue T-Shirt", "nike men t shirt")]
    [InlineData("  NIKE   men (sea green) T Shirt!", "nike men t shirt")]
    [InlineData("Red", "")]
    [InlineData("Bluetooth Speaker", "bluetooth speaker")]
    [InlineData("Crème Brûlée 2.0", "crème brûlée 2 0")]
    [InlineData("CRE\u0300ME BRU\u0302LE\u0301E 2.0", "crème brûlée 2 0")]
    [InlineData("GRÖSSE 40", "grösse 40")]
    [InlineData("Größe 40", "grösse 40")]
    public void Of_Title_IsLowerCaseWordsWithoutColours(string title, string group) => Assert.Equal(group, TitleGroup.Of(title, Colours));
}
