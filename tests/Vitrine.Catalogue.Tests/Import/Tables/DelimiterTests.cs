namespace Vitrine.Catalogue.Tests.Import.Tables;

public class DelimiterTests
{
    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void Guess_EveryDelimiter_IsFoundAmongTheOthersInTexts(string delimiter)
    {
        foreach (var name in (string[])["shop.csv", "shop.tsv", "shop.txt"])
        {
            string[][] table = [["id", "\"title (a,b;c|d\te,f;g)\"", "note"], ["1", "\"red; blue, green | grey\tx\"", "12"], ["2", "plain", "5"]];
            Assert.Equal(["2: 1|12", "3: 2|5"], Rows.Of(string.Join('\n', table.Select(row => string.Join(delimiter, row))), name, ["id", "note"]));
        }
    }

    [Fact]
    public void Guess_HeaderWithMoreOfAnotherAndDecimalCommas_GoesByTheRows()
    {
        const string Table = "Product ID;Name *;Categories (x,y,z...);Price;Feature(Name:Value:Position), Colour;URLs (x,y,z...)\n1;Shirt;A,B;12,50;red;u\n2;Hat;A,C;9,90;blue;v\n";
        Assert.Equal(["2: 1|A,B|12,50|red", "3: 2|A,C|9,90|blue"],
            Rows.Of(Table, columns: ["Product ID", "Categories (x,y,z...)", "Price", "Feature(Name:Value:Position), Colour"]));
    }

    [Fact]
    public void Guess_EndCellsLeftOut_StillFits() =>
        Assert.Equal(["2: 1|a, b, c|", "3: 2|d|x"], Rows.Of("id;title;note;a;b\n1;a, b, c\n2;d;x\n"));

    [Theory]
    [InlineData(";;")]
    [InlineData("")]
    public void Guess_HeaderWithCommasAndRowsOfOtherLengths_GoesByTheLongerHeader(string end)
    {
        var table = $"id;Categories (x,y,z...);Price;Images (x,y);Delete (0 = No, 1 = Yes)\n1;A,B;12,50;p.jpg,q.jpg{end}\n2;A,C;9.90;r.jpg,s.jpg{end}\n";
        Assert.Equal(["2: 1|12,50", "3: 2|9.90"], Rows.Of(table, columns: ["id", "Price"]));
    }

    [Theory]
    [InlineData("Price list\n", "3: 1|a, b, c, d|2,50", "4: 2|b|12,00")]
    [InlineData("Price list, spring 2026\n\n", "4: 1|a, b, c, d|2,50", "5: 2|b|12,00")]
    [InlineData("Price list;;\nspring;;\n", "4: 1|a, b, c, d|2,50", "5: 2|b|12,00")]
    [InlineData("\"Price list\nspring\"\n", "4: 1|a, b, c, d|2,50", "5: 2|b|12,00")]
    public void Open_TitleAboveTheHeader_IsPassedOver(string above, params string[] expected) =>
        Assert.Equal(expected, Rows.Of($"{above}id;title;note;x\n1;a, b, c, d;2,50;\n2;b;12,00;y\n"));

    [Fact]
    public void Open_ATornRowAmongTheFirst_IsNoHeader() =>
        Assert.Equal(["2: 1|a|x", "3: CellCount", "4: 3|c|z"], Rows.Of("id,title,note\n1,a,x\n2,b,y,1,2,3,4,5,6,7,8\n3,c,z\n"));

    [Fact]
    public void Guess_RowsWithMoreCommasThanTheHeaderHasCells_GoesByTheHeader() =>
        Assert.Equal(["2: 1|a, b, c, d|x", "3: 2|b, c, d, e|x"], Rows.Of("id;title;note\n1;a, b, c, d;x\n2;b, c, d, e;x\n"));

    [Fact]
    public void Guess_OneColumn_IsATable() => Assert.Equal(["2: 1", "3: 2"], Rows.Of("id\n1\n2\n", columns: ["id"]));

    [Theory]
    [InlineData("semicolon", "id;title;note\n1;a;x\n")]
    [InlineData(";", "id;title;note\n1;a;x\n")]
    [InlineData("tab", "id\ttitle\tnote\n1\ta\tx\n")]
    [InlineData("\\t", "id\ttitle\tnote\n1\ta\tx\n")]
    [InlineData("^", "id^title^note\n1^a^x\n")]
    [InlineData("bar", "sep=;\nid|title|note\n1|a|x\n")]
    public void Open_DelimiterSaid_IsTaken(string delimiter, string table) => Assert.Equal("1|a|x", Assert.Single(Rows.Of(table, delimiter: delimiter))[3..]);

    [Fact]
    public void Open_DelimiterThatIsNone_SaysSo()
    {
        Assert.Contains("--delimiter", Assert.Throws<UsageException>(() => Rows.Of("id\n1\n", delimiter: "ab")).Message);
        Assert.Contains("--delimiter", Assert.Throws<UsageException>(() => Rows.Of("""{"id": 1}""", "shop.jsonl", ["id"], delimiter: ";")).Message);
    }
}
