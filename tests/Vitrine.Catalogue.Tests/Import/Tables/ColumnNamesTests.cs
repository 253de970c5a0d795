namespace Vitrine.Catalogue.Tests.Import.Tables;

public class ColumnNamesTests
{
    private static readonly ColumnNames Names = new(
        ["id", " Google Shopping / Google\n Product  Category", "A", "B", "A/B", "Feature(a:b), Colour", "Colour", "a,b", "", "name", "name", "size#2", "\uFEFFmarked", "cafe\u0301"]);

    [Theory]
    [InlineData("Google Shopping / Google Product Category", 1)]
    [InlineData("  Google Shopping /\tGoogle Product Category ", 1)]
    [InlineData("A/B", 4)]
    [InlineData("Feature(a:b), Colour", 5)]
    [InlineData("name#1", 9)]
    [InlineData("name#2", 10)]
    [InlineData("size#2", 11)]
    [InlineData("marked", 12)]
    [InlineData("caf\u00e9", 13)]
    [InlineData("name", -1)]
    [InlineData("name#3", -1)]
    [InlineData("", -1)]
    [InlineData("ID", -1)]
    public void Find_WholeName_IsTheColumn(string name, int position) => Assert.Equal(position, Names.Find(name));

    [Fact]
    public void Require_NameOfTwo_SaysWhereTheyStandAndHowToAsk()
    {
        var error = Assert.Throws<UsageException>(() => Names.Require("shop.csv", "--title", "name"));
        Assert.Contains("2 columns 'name' (--title): number 10 and 11", error.Message);
        Assert.Contains("'name#1' or --title 'name#2'", error.Hint);
    }

    [Theory]
    [InlineData("A/B", "A/B")] // named whole before its parts
    [InlineData("A / B", "A|B")]
    [InlineData("B/A", "B|A")]
    [InlineData("A/A/B/B", "A|A/B|B")]
    [InlineData("Google Shopping / Google Product Category/A", "Google Shopping / Google Product Category|A")]
    [InlineData("id/Google Shopping / Google Product Category", "id|Google Shopping / Google Product Category")]
    [InlineData("/A//B/", "A|B")]
    public void RequireAll_ListWithSlashes_TakesTheLongestNames(string list, string expected) =>
        Assert.Equal(expected.Split('|'), Names.RequireAll("shop.csv", "--category", [list], '/'));

    [Theory]
    [InlineData("a,b", "a,b")]
    [InlineData("Feature(a:b), Colour,Colour,id", "Feature(a:b), Colour|Colour|id")]
    [InlineData("Colour, A/B", "Colour|A/B")]
    [InlineData("name#2,size#2", "name#2|size#2")]
    [InlineData("", "")]
    public void RequireAll_ListWithCommas_TakesTheLongestNames(string list, string expected) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), Names.RequireAll("shop.csv", "--attribute", [list], ','));

    /// <summary>The longest first name leaves a rest that is no column: "x/y" is "x" and "y" of "x/y" | "y".</summary>
    [Fact]
    public void RequireAll_LongestLeavesNoReading_TakesAnother() =>
        Assert.Equal(["x", "y/z"], new ColumnNames(["x", "x/y", "y/z"]).RequireAll("shop.csv", "--category", ["x/y/z"], '/'));

    [Fact]
    public void RequireAll_UnknownPart_IsNamedWithTheNearest()
    {
        var error = Assert.Throws<UsageException>(() => Names.RequireAll("shop.csv", "--attribute", ["id,Color"], ','));
        Assert.Contains("no column 'Color' (--attribute)", error.Message);
        Assert.Equal("Did you mean 'Colour'?", error.Hint);
    }

    [Fact]
    public void All_IsEveryColumnByANameThatFindsIt() => Assert.All(Names.All, name => Assert.NotEqual(-1, Names.Find(name)));
}
