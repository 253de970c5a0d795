namespace Vitrine.Catalogue.Tests.Import.Tables;

public class LineEndTests
{
    private static readonly string[] Lines = ["id,title,note", "1,a,x", "2,b,y", "3,c,z"];

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r\r\n")]
    [InlineData("\r")]
    public void Rows_OneKindOfLineEnd_AreTheSame(string end)
    {
        string[] expected = ["2: 1|a|x", "3: 2|b|y", "4: 3|c|z"];
        Assert.Equal(expected, Rows.Of(string.Join(end, Lines)));
        Assert.Equal(expected, Rows.Of(string.Join(end, Lines) + end));
    }

    [Theory]
    [InlineData("\r", "\n", "\n")]
    [InlineData("\n", "\r", "\n")]
    [InlineData("\r\n", "\r", "\r")]
    [InlineData("\r", "\r", "\n")]
    [InlineData("\r\r\n", "\n", "\r\n")]
    [InlineData("\r\n", "\n", "\r")]
    public void Rows_MixedLineEnds_AreTheSame(string first, string second, string third) =>
        Assert.Equal(["1|a|x", "2|b|y", "3|c|z"], Rows.Of(Lines[0] + first + Lines[1] + second + Lines[2] + third + Lines[3]).Select(row => row[3..]));

    [Fact]
    public void Rows_CarriageReturnsWhereMostEndOtherwise_EndRowsWithCellsOfSeveralLines() =>
        Assert.Equal(["2: 1|a|x", "3: 2|b\nb|y", "4: 3|c|z", "5: 4|d|w"], Rows.Of("id,title,note\n1,a,x\r2,\"b\nb\",y\n3,c,z\n4,d,w\n"));

    [Theory]
    [InlineData("2,b\rb,y")]
    [InlineData("2,\"b\rb\",y")]
    [InlineData("2,b\u0085b,y")]
    [InlineData("2,b\u2028b,y")]
    [InlineData("2,b\fb,y")]
    public void Rows_StrayBreakInACell_IsPartOfIt(string row)
    {
        var rows = Rows.Of($"id,title,note\n1,a,x\n{row}\n3,c,z\n");
        Assert.Equal(["2: 1|a|x", "4: 3|c|z"], [rows[0], rows[2]]);
        Assert.Equal("b b", CellText.Plain(rows[1].Split('|')[1]));
    }

    [Fact]
    public void Rows_StrayReturnInTheHeader_IsABlankOfAName() =>
        Assert.Equal(["2: 1|a"], Rows.Of("id,the\rtitle,note\n1,a,x\n", columns: ["id", "the title"]));

    [Fact]
    public void Rows_EndMarkOfDos_IsNothing() => Assert.Equal(["2: 1|a|x"], Rows.Of("id,title,note\r\n1,a,x\r\n\u001A"));

    [Theory]
    [InlineData("\r")]
    [InlineData("\r\r\n")]
    [InlineData("\n")]
    public void Rows_OfJsonLines_EndAlike(string end) =>
        Assert.Equal(["1: 1|a|", "2: 2|b|y"], Rows.Of($$"""{"id": 1, "title": "a"}""" + end + """{"id": 2, "title": "b", "note": "y"}""" + end, "shop.jsonl"));

    /// <summary>Line ends at every place of the buffer, which a carriage return may end.</summary>
    [Fact]
    public void Rows_LongTableWithReturns_LosesNone()
    {
        for (var length = 0; length < 12; length++)
        {
            var table = "id,title,note\r" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},{new string('t', (i + length) % 11)},n{(i % 3 == 0 ? "\r\n" : "\r")}"));
            Assert.Equal(Enumerable.Range(0, 20_000).Select(i => $"{i + 2}: {i}"), Rows.Of(table, columns: ["id"]));
        }
    }
}
