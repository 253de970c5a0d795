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
    public void Of_Title_IsLowerCaseWordsWithoutColours(string title, string group) => Assert.Equal(group, TitleGroup.Of(title, Colours));

    [Fact]
    public void PartOf_ManyGroups_IsEightyFiveFifteen()
    {
        var parts = Enumerable.Range(0, 100_000).Select(i => SplitRule.PartOf($"group {i}")).CountBy(part => part).ToDictionary();
        // Three standard deviations of a binomial share at n = 100,000 are at most 0.38 %.
        Assert.InRange(parts[Part.Train], 79_620, 80_380);
        Assert.InRange(parts[Part.Validation], 4_790, 5_210);
        Assert.InRange(parts[Part.Test], 14_660, 15_340);
    }

    [Theory]
    [InlineData("nike men t shirt", Part.Test)]
    [InlineData("", Part.Train)]
    public void PartOf_AGroup_NeverChanges(string group, Part part) => Assert.Equal(part, SplitRule.PartOf(group));
}
