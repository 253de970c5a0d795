namespace Vitrine.Catalogue.Tests.Import;

public class DelimitedTableTests
{
    [Fact]
    public void Rows_CellsQuotedOverLinesWithQuotesInside_AreWhole() =>
        Assert.Equal(
            ["2: 1|a \"big\"\n\nshirt|x", "5: 2|plain|\"\n", "7: 3|end|z"],
            Read("id,title,note\n1,\"a \"\"big\"\"\n\nshirt\",x\n2,plain,\"\"\"\n\"\n3,end,z\n"));

    [Fact]
    public void Rows_StrayCarriageReturn_CostsItsOwnRowOnly() =>
        Assert.Equal(["2: 1|a|x", "3: CellCount", "4: 3|c|z"], Read("id,title,note\n1,a,x\n2,b,y\rmore\n3,c,z\n"));

    [Fact]
    public void Rows_QuoteNeverClosed_CostsItsOwnRowOnly() =>
        Assert.Equal(["2: CellCount", "3: 2|b|y", "4: 3|\"\"|z"], Read("id,title,note\n1,\"a,x\n2,b,y\n3,\"\"\"\"\"\",z\n"));

    private static string[] Read(string table)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("shop.csv"), table);
        using var opened = Table.Open(folder.File("shop.csv"));
        return [.. opened.Rows(["id", "title", "note"]).Select(row => $"{row.Line}: {row.Problem?.Reason.ToString() ?? string.Join('|', row.Cells.Select(cell => cell.Text))}")];
    }
}
