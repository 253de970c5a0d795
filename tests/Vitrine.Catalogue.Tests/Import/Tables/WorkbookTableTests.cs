namespace Vitrine.Catalogue.Tests.Import.Tables;

public class WorkbookTableTests
{
    private const string Texts =
        """
        <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>id</t></si><si><t>title</t></si><si><t>note</t></si>
        <si><r><t xml:space="preserve">Red </t></r><r><t>sh_x000D_irt</t></r><rPh><t>aid</t></rPh></si></sst>
        """;

    private const string Styles =
        """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="[$-407]d\. mmm yyyy"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>
        """;

    /// <summary>A whole workbook with one product.</summary>
    internal static byte[] Small => Workbook(Header + """<row r="3"><c r="A3"><v>1</v></c><c r="B3" t="s"><v>3</v></c></row>""");

    private const string Header = """<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="s"><v>2</v></c></row>""";

    [Theory]
    [InlineData("""<c r="A3" t="s"><v>3</v></c>""", "Red sh\rirt")]
    [InlineData("""<c r="A3"><v>17</v></c>""", "17")]
    [InlineData("""<c r="A3" s="1"><v>17</v></c>""", "00017")]
    [InlineData("""<c r="A3"><v>4006381333931</v></c>""", "4006381333931")]
    [InlineData("""<c r="A3"><v>4.006381333931E12</v></c>""", "4006381333931")]
    [InlineData("""<c r="A3"><v>19.899999999999999</v></c>""", "19.9")]
    [InlineData("""<c r="A3" s="2"><v>46053</v></c>""", "2026-01-31")]
    [InlineData("""<c r="A3" s="3"><v>46053.5</v></c>""", "2026-01-31T12:00:00")]
    [InlineData("""<c r="A3" t="b"><v>1</v></c>""", "true")]
    [InlineData("""<c r="A3" t="e"><v>#N/A</v></c>""", "")]
    [InlineData("""<c r="A3" t="str"><f>"00"&amp;17</f><v>0017</v></c>""", "0017")]
    [InlineData("""<c r="A3" t="inlineStr"><is><t>in line</t></is></c>""", "in line")]
    [InlineData("""<c t="inlineStr"><is><t>no place</t></is></c>""", "no place")]
    [InlineData("""<c r="A3" t="s"><v>99</v></c>""", "")]
    public void Rows_CellOfEveryKind_IsAsTheSheetShowsIt(string cell, string expected) =>
        Assert.Equal([$"3: {expected}|t"], Rows.Of(Workbook(Header + $"""<row r="3">{cell}<c r="B3" t="str"><v>t</v></c></row>"""), "shop.xlsx", ["id", "title"]));

    [Fact]
    public void Rows_GapsFarCellsAndEmptyOnes_CostNothing() => Assert.Equal(
        ["4: 1||x", "1048576: 2||", "1048577: CellCount"],
        Rows.Of(Workbook(Header + """<row r="3"><c r="XFD3"/></row><row r="4"><c r="A4"><v>1</v></c><c r="D4" t="str"><v>x</v></c><c r="XFD4"/></row><row r="1048576"><c r="A1"><v>2</v></c></row><row><c r="E1"><v>5</v></c></row>"""), "shop.xlsx"));

    [Fact]
    public void Open_SeveralSheets_ReadsTheFirstShownWithATableAndSaysSo()
    {
        var bytes = Workbook(Header + """<row r="3"><c r="A3"><v>1</v></c></row>""",
            """<sheet name="Hidden" state="hidden" r:id="r1"/><sheet name="Empty" r:id="r2"/><sheet name="Products" r:id="r1"/>""");
        Assert.Equal(["3: 1||"], Rows.Of(bytes, "shop.xlsx"));
        Assert.Contains("'Products' is read", Assert.Single(Rows.With(bytes, "shop.xlsx", table => table.Notes)));
    }

    [Fact]
    public void Open_TitleAboveTheHeader_IsPassedOverAndSaid()
    {
        var bytes = Workbook("""<row r="1"><c r="A1" t="str"><v>Price list</v></c></row>""" + Header + """<row r="3"><c r="A3"><v>1</v></c><c r="B3" t="str"><v>t</v></c><c r="D3" t="str"><v>x</v></c></row>""");
        Assert.Equal(["3: 1|t|x"], Rows.Of(bytes, "shop.xlsx"));
        Assert.Equal("The row above the header was passed over: 'Price list'.", Assert.Single(Rows.With(bytes, "shop.xlsx", table => table.Notes)));
    }

    [Fact]
    public void Open_InsideAZip_IsRead()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("shop.zip");
        using (var zip = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create))
        using (var member = zip.CreateEntry("export/shop.xlsx").Open())
            member.Write(Workbook(Header + """<row r="3"><c r="A3"><v>1</v></c></row>"""));
        using var table = TableFile.Open(path);
        Assert.Equal(["3: 1||"], Rows.Of(table, "id", "title", "note"));
    }

    [Fact]
    public void Open_DamagedWorkbook_IsNamed()
    {
        Assert.Contains("damaged workbook", Assert.Throws<BadDataException>(() => Rows.Of(Workbook(Header + "<row"), "shop.xlsx")).Found);
        Assert.Contains("no sheet with a header", Assert.Throws<BadDataException>(() => Rows.Of(Workbook(""), "shop.xlsx")).Found);
        Assert.Contains("damaged workbook", Assert.Throws<BadDataException>(() => Rows.Of(Workbook("""<!DOCTYPE x [<!ENTITY a "b">]>"""), "shop.xlsx")).Found);
        Assert.Contains("unpack to more", Assert.Throws<BadDataException>(() => Rows.Of(Workbook(Header + new string(' ', 100 << 20)), "shop.xlsx")).Found);
    }

    private static byte[] Workbook(string rows, string sheets = """<sheet name="S" r:id="r1"/>""") => PackedTableTests.Zip(
        ("xl/workbook.xml", $"""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>"""),
        ("xl/sharedStrings.xml", Texts),
        ("xl/styles.xml", Styles),
        ("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"""),
        ("xl/worksheets/sheet2.xml", """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>"""));
}
