namespace Vitrine.Catalogue.Tests.Import;

/// <summary>The cases of ../shared/cases that are about tables: every product comes in, with its own title.</summary>
public class TableCaseTests
{
    [Theory]
    [InlineData("06-excel-sep-line", "plain.csv", 12)]
    [InlineData("06-excel-sep-line", "sep.csv", 12)]
    [InlineData("06-excel-sep-line", "quoted.csv", 12)]
    [InlineData("06-excel-sep-line", "blank.csv", 12)]
    [InlineData("06-excel-sep-line", "blankcells.csv", 12)]
    [InlineData("07-trailing-commas", "rows.csv", 12)]
    [InlineData("07-trailing-commas", "header.csv", 12)]
    [InlineData("07-trailing-commas", "both.csv", 12)]
    [InlineData("07-trailing-commas", "short.csv", 12)]
    [InlineData("07-trailing-commas", "tail.csv", 12)]
    [InlineData("09-duplicate-headers", "case.csv", 12, "ID", "Name", "Department/Type")]
    [InlineData("09-duplicate-headers", "twice.csv", 12, "id", "name#1", "category#1/category#2")]
    [InlineData("09-duplicate-headers", "twice.jsonl", 12, "id", "name#1", "dept")]
    [InlineData("38-line-ends", "lf.csv", 40, "id", "name", "dept")]
    [InlineData("38-line-ends", "crlf.csv", 40, "id", "name", "dept")]
    [InlineData("38-line-ends", "cr.csv", 40, "id", "name", "dept")]
    [InlineData("38-line-ends", "cr.jsonl", 40, "id", "name", "dept")]
    [InlineData("38-line-ends", "crcrlf.csv", 40, "id", "name", "dept")]
    [InlineData("38-line-ends", "header-cr.csv", 40, "id", "name", "dept")]
    [InlineData("38-line-ends", "one-cr.csv", 40, "id", "name", "dept")]
    [InlineData("38-line-ends", "quoted-cr.csv", 40, "id", "name", "dept")]
    [InlineData("38-line-ends", "nel.csv", 40, "id", "name", "dept")]
    [InlineData("38-line-ends", "ctrlz.csv", 40, "id", "name", "dept")]
    [InlineData("38-line-ends", "end.csv", 40, "id", "name", "dept")]
    public void Import_Case_BringsEveryProductIn(string folder, string file, int products, string id = "id", string title = "name", string category = "dept/type")
    {
        using var store = new TemporaryFolder();
        var summary = CatalogueImporter.Import(Options(folder, file, store) with { Id = id, Title = [title], Category = [category] });
        Assert.Equal((products, 0), (summary.Added, summary.Skipped));
        using var opened = CatalogueStore.Open(store.File("s"));
        Assert.Equal(Enumerable.Range(1, products).Select(i => $"P{i:000}"), opened.Products().Select(product => product.Id));
        Assert.All(opened.Products(), product => Assert.DoesNotContain("internal", product.Title));
        Assert.All(opened.Products(), product => Assert.DoesNotContain(product.Title, char.IsControl));
    }

    [Theory]
    [InlineData("twice.csv", "2 columns 'name' (--title): number 2 and 5")]
    [InlineData("twice.jsonl", "2 columns 'name' (--title)")]
    public void Import_HeaderThatStandsTwice_AsksWhichIsMeant(string file, string message)
    {
        using var store = new TemporaryFolder();
        var error = Assert.Throws<UsageException>(() => CatalogueImporter.Import(Options("09-duplicate-headers", file, store) with { Category = ["dept"] }));
        Assert.Contains(message, error.Message);
        Assert.Contains("name#2", error.Hint);
    }

    private static ImportOptions Options(string folder, string file, TemporaryFolder store) => new()
    {
        Table = SharedFolder.Require($"cases/{folder}/{file}"),
        Images = SharedFolder.Require($"cases/{folder}/photos"),
        Out = store.File("s"),
        Id = "id",
        Title = ["name"],
        Category = [],
    };
}
