using System.Text;

namespace Vitrine.Catalogue.Tests.Import.Tables;

public class EncodingTests
{
    private const string Table = "id,title,note\n1,Größe “M” – 5 €,Café\n2,Ärmel,x\n";

    private static readonly string[] Expected = ["2: 1|Größe “M” – 5 €|Café", "3: 2|Ärmel|x"];

    public static TheoryData<string, bool> Marked => new()
    {
        { "utf-8", false }, { "utf-8", true }, { "utf-16", true }, { "utf-16", false }, { "utf-16BE", true }, { "utf-16BE", false }, { "utf-32", true }, { "windows-1252", false },
    };

    [Theory]
    [MemberData(nameof(Marked))]
    public void Open_WithoutAWord_FindsTheEncoding(string name, bool isMarked)
    {
        foreach (var file in (string[])["shop.csv", "shop.tsv"])
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            byte[] bytes = [.. isMarked ? encoding.GetPreamble() : [], .. encoding.GetBytes(Table)];
            Assert.Equal(Expected, Rows.Of(bytes, file));
            var isGuess = name == "windows-1252" || (!isMarked && name.StartsWith("utf-16", StringComparison.Ordinal));
            Assert.Equal(isGuess ? 1 : 0, Rows.With(bytes, file, table => table.Notes.Count));
        }
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("utf-16")]
    public void Open_GuessedEncoding_IsToldWithTheReason(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var note = Assert.Single(Rows.With(encoding.GetBytes(Table), "shop.csv", table => table.Notes));
        Assert.Contains("shop.csv is read as " + (name == "utf-16" ? "utf-16" : "Windows-1252: 8 of its 8 characters beyond ASCII are not UTF-8"), note);
        Assert.Contains("--encoding", note);
    }

    [Fact]
    public void Open_FirstLetterBeyondAsciiInTheLastRow_IsSeen()
    {
        var table = "id,title,note\n" + string.Concat(Enumerable.Range(0, 9_000).Select(i => $"{i},a plain title of some length,x\n")) + "last,Café,y\n";
        Assert.Equal("9002: last|Café|y", Rows.Of(TextEncodings.Windows1252.GetBytes(table))[^1]);
    }

    [Fact]
    public void Open_BrokenRowsInUtf8_StayBadRows()
    {
        var rows = Rows.Of([.. Encoding.UTF8.GetBytes(Table), .. TextEncodings.Windows1252.GetBytes("3,Größe,x\n"), .. Encoding.UTF8.GetBytes("4,d,w\n")]);
        Assert.Equal([.. Expected, $"4: 3|Gr{TextEncodings.InvalidMark}{TextEncodings.InvalidMark}e|x", "5: 4|d|w"], rows);
    }

    [Theory]
    [InlineData(0xFF)] // no letter of any name
    [InlineData(0x81)] // not in Windows-1252
    public void Open_DamagedByteInAscii_IsABadRow(byte value) =>
        Assert.Equal(["2: 1|a\uffff|x"], Rows.Of([.. "id,title,note\n1,a"u8, value, .. ",x\n"u8]));

    [Fact]
    public void Open_OneStrayByteInManyRows_IsABadRowAndNoOtherEncoding()
    {
        byte[] rows = [.. "id,title,note\n"u8, .. Enumerable.Repeat("1,a,x\n"u8.ToArray(), 20_000).SelectMany(row => row), .. "2,caf"u8, 0xE9, .. ",y\n"u8];
        Assert.Equal("20002: 2|caf\uffff|y", Rows.Of(rows)[^1]);
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("iso-8859-1")] // as on the web: the quotes and dashes of Windows are read too
    public void Open_EncodingSaid_IsTaken(string name)
    {
        byte[] bytes = [.. TextEncodings.Windows1252.GetBytes(Table), .. "3,ok,\u00e9\n"u8, .. "4,ok,\u00e9\n"u8];
        Assert.Equal([.. Expected, "4: 3|ok|Ã©", "5: 4|ok|Ã©"], Rows.Of(bytes, encoding: name));
        Assert.Empty(Rows.With(bytes, "shop.csv", table => table.Notes, name));
    }

    [Fact]
    public void Open_OtherEncodingsSaid_AreTaken()
    {
        Assert.Equal(["2: 1|Košile|x"], Rows.Of(CodePagesEncodingProvider.Instance.GetEncoding(1250)!.GetBytes("id,title,note\n1,Košile,x\n"), encoding: "windows-1250"));
        Assert.Equal(["2: 1|シャツ|x"], Rows.Of(CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes("id,title,note\n1,シャツ,x\n"), encoding: "shift_jis"));
        Assert.Equal(["2: 1|a|x"], Rows.Of([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("id,title,note\n1,a,x\n")], encoding: "utf-16"));
        Assert.Contains("klingon", Assert.Throws<UsageException>(() => Rows.Of("id\n1\n", encoding: "klingon")).Message);
    }

    [Fact]
    public void Open_JsonInUtf16_IsRead() =>
        Assert.Equal(["1: 1|Größe|"], Rows.Of([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("""[{"id": 1, "title": "Größe", "note": null}]""")], "shop.json"));
}
