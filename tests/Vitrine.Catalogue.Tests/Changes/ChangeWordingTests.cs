namespace Vitrine.Catalogue.Tests.Changes;

public class ChangeWordingTests
{
    [Theory]
    [InlineData("baseColour", "red", "navy blue", "in navy blue", "in navy blue instead of red")]
    [InlineData("gender", "men", "women", "for women", "for women instead of men")]
    [InlineData("pattern", "plain", "striped", "striped", "striped instead of plain")]
    [InlineData("sleeves", "short", "long", "with long sleeves", "with long sleeves instead of with short sleeves")]
    [InlineData("sleeve length", "short sleeves", "long sleeves", "with long sleeves", "with long sleeves instead of with short sleeves")]
    [InlineData("pockets", "yes", "none", "without pockets", "without pockets instead of with pockets")]
    public void Of_AChange_IsSaidInSixWays(string attribute, string from, string to, string plainest, string second)
    {
        var said = ChangeWording.Of(attribute, from, to);
        Assert.Equal((plainest, second), (said[0], said[1]));
        Assert.Equal(ChangeWording.Ways, said.Distinct().Count());
    }
}
