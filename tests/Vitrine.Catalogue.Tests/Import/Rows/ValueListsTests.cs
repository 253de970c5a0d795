namespace Vitrine.Catalogue.Tests.Import.Rows;

public class ValueListsTests
{
    [Theory]
    [InlineData("S, M, L/M, L/XL/L, XL", ',', "S|M|L")]
    [InlineData("red|blue/blue|red|green/green", '|', "red|blue")]
    [InlineData("1,5 kg, 2 kg/2 kg, 1,5 kg, 3 kg/3 kg", ',', "1,5 kg|2 kg")]
    [InlineData("S;M/M/S;M;L/L", ';', "S|M")]
    public void SignOf_ValuesThatComeAgain_PartsThem(string cells, char sign, string first)
    {
        Assert.Equal(sign, ValueLists.SignOf(cells.Split('/')));
        Assert.Equal(first, string.Join('|', ValueLists.Split(cells.Split('/')[0], sign)));
    }

    [Theory]
    [InlineData("Black, white and red/Blue, with stripes/Green")]
    [InlineData("Smith, John/Smith, Anna/Miller, John")]
    [InlineData("Red/Blue/Green")]
    [InlineData("S, M")]
    [InlineData("")]
    public void SignOf_OneValueInEachCell_IsNone(string cells) => Assert.Null(ValueLists.SignOf(cells.Split('/')));
}
