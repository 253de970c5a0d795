namespace Vitrine.Catalogue.Tests.Import.Tables;

public class DelimitedTableTests
{
    [Fact]
    public void Rows_CellsQuotedOverLinesWithQuotesInside_AreWhole() =>
        Assert.Equal(
            ["2: 1|a \"big\"\n\nshirt|x", "5: 2|plain|\"\n", "7: 3|end|z"],
            Rows.Of("id,title,note\n1,\"a \"\"big\"\"\n\nshirt\",x\n2,plain,\"\"\"\n\"\n3,end,z\n"));

    [Fact]
    public void Rows_QuoteNeverClosed_CostsItsOwnRowOnly() =>
        Assert.Equal(["2: CellCount", "3: 2|b|y", "4: 3|\"\"|z"], Rows.Of("id,title,note\n1,\"a,x\n2,b,y\n3,\"\"\"\"\"\",z\n"));

    [Theory]
    [InlineData("1,a,\"x\n2,12\",y\n3,c,z\n", "2: CellCount", "3: 2|12\"|y", "4: 3|c|z")] // closed by a mark of inches at the end of a cell
    [InlineData("\"1,a,x\n2,12\",y\n3,c,z\n", "2: CellCount", "3: 2|12\"|y", "4: 3|c|z")] // which leaves cells over for none
    [InlineData("1,\"a,x\n2,\"b, or c\",y\n3,c,z\n", "2: CellCount", "3: 2|b, or c|y", "4: 3|c|z")] // by the quote that opens another
    [InlineData("1,a,x\n2,\"cut off", "2: 1|a|x", "3: CellCount")]
    public void Rows_StrayQuote_CostsItsOwnRowOnly(string rows, params string[] expected) => Assert.Equal(expected, Rows.Of("id,title,note\n" + rows));

    [Theory]
    [InlineData("1,\"12\" tablet, black\",x", "2: 1|12\" tablet, black|x")]
    [InlineData("1, \"a, b\" ,x", "2: 1|a, b|x")]
    [InlineData("1,5\" heel,x", "2: 1|5\" heel|x")]
    [InlineData("=\"0017\",a,x", "2: =\"0017\"|a|x")]
    [InlineData("\"=\"\"0017\"\"\",a,x", "2: =\"0017\"|a|x")]
    [InlineData("1,\"\",x", "2: 1||x")]
    public void Rows_QuotesOfEveryKindOnOneLine_GiveTheText(string row, string expected) => Assert.Equal([expected], Rows.Of($"id,title,note\n{row}\n"));

    [Theory]
    [InlineData("1,a", "2: 1|a|")]
    [InlineData("1", "2: 1||")]
    [InlineData("1,a,x,,,", "2: 1|a|x")]
    [InlineData("1,a,x, ,\"\"", "2: 1|a|x")]
    [InlineData("1,a,x,y", "2: CellCount")]
    [InlineData("1,a,,,y", "2: CellCount")]
    public void Rows_OtherNumberOfCells_AreGoodUnlessATextIsTooMany(string row, string expected) => Assert.Equal([expected], Rows.Of($"id,title,note\n{row}\n"));

    [Fact]
    public void Rows_HeaderWithEmptyNames_KeepsThePlacesOfTheOthers() =>
        Assert.Equal(["2: 1|a|x", "3: 2|b|y"], Rows.Of(",id,title,note,,\n0,1,a,x,,\n1,2,b,y\n"));

    [Fact]
    public void Rows_WithoutText_AreNothing() =>
        Assert.Equal(["5: 1|a|x", "9: 2|b|y"], Rows.Of("\n , ,\n,,,,\nid,title,note\n1,a,x\n\n,,\n\"\",\" \",\n2,b,y\n,,\n\u001A"));

    [Theory]
    [InlineData("sep=;\r\nid;title;note\r\n1;a,b;x\r\n", "3: 1|a,b|x")]
    [InlineData("\uFEFFsep=;\nid;title;note\n1;a,b;x\n", "3: 1|a,b|x")]
    [InlineData("\"sep=|\"\nid|title|note\n1|a,b|x\n", "3: 1|a,b|x")]
    [InlineData("sep=\t\nid\ttitle\tnote\n1\ta,b\tx\n", "3: 1|a,b|x")]
    [InlineData("\r\nsep=;\r\nid;title;note\r\n1;a,b;x\r\n", "4: 1|a,b|x")]
    public void Rows_SepLine_SaysTheDelimiterAndIsNoHeader(string table, string expected) => Assert.Equal([expected], Rows.Of(table));

    [Theory]
    [InlineData("""1,"5\" heel, red",x""", "2: 1|5\" heel, red|x")]
    [InlineData("""1,"a \"b\"",x""", "2: 1|a \"b\"|x")]
    [InlineData("""1,"ends \"in\", and \\",x""", "2: 1|ends \"in\", and \\|x")]
    public void Rows_BackslashesBeforeQuotes_AreRecognised(string row, string expected) => Assert.Equal([expected], Rows.Of($"id,title,note\n{row}\n"));

    [Fact]
    public void Rows_BackslashAtTheEndOfACell_IsABackslashWhereQuotesAreDoubled() =>
        Assert.Equal(["2: 1|a \"b\" c|C:\\pics\\", "3: 2|b|x"], Rows.Of("id,title,note\n1,\"a \"\"b\"\" c\",\"C:\\pics\\\"\n2,b,x\n"));

    /// <summary>Every line opens a quote anew, or none closes: the time must not grow with the square of the length.</summary>
    [Theory]
    [InlineData("x\",y,\"z\n")]
    [InlineData("b\"b\"b\n")]
    [InlineData("1,\"\"\",2\n")]
    [InlineData("\" \" \" \" \"\n")]
    public async Task Rows_HostileQuotes_TakeTimeByLengthOnly(string line)
    {
        var table = "id,title,note\n1,\"a,x\n" + string.Concat(Enumerable.Repeat(line, 2_000_000 / line.Length));
        await Task.Run(() => Rows.Of(table).Length).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }
}
