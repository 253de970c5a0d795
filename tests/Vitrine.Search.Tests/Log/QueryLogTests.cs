using Vitrine.Catalogue;
using Vitrine.Search.Log;

namespace Vitrine.Search.Tests.Log;

/// <summary>What is written down of queries and clicks, and what is told of it.</summary>
public sealed class QueryLogTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("red dress", "red dress")]
    [InlineData("order of jane@shop.example please", "order of … please")]
    [InlineData("call +49 170 1234567", "call …")]
    [InlineData("jeans 32/34 under 50", "jeans 32/34 under 50")]
    [InlineData("SKU 10012345", "SKU 10012345")]
    [InlineData("4111 1111 1111 1111", "…")]
    public void Append_AText_KeepsNoAddressOrNumber(string typed, string kept)
    {
        QueryLog.Append(Store, LoggedQuery.Now(typed, ["1"], 1));
        var query = Assert.Single(QueryLog.ReadQueries(Store));
        Assert.Equal(kept, query.Text);
        Assert.Equal((0, 0), (query.Time.Second, query.Time.Millisecond));
    }

    [Fact]
    public void Append_AHugeText_IsCut()
    {
        QueryLog.Append(Store, LoggedQuery.Now(new string('a', 255) + "👗👗", Enumerable.Range(0, 1000).Select(number => $"{number}"), 1000));
        var query = Assert.Single(QueryLog.ReadQueries(Store));
        Assert.Equal((255, LoggedQuery.MostHits), (query.Text.Length, query.HitIds.Count));
    }

    [Fact]
    public void Append_SeveralWritersAtOnce_LosesNothing()
    {
        Parallel.For(0, 8, writer =>
        {
            for (var number = 0; number < 20; number++)
                QueryLog.Append(Store, new LoggedQuery($"{writer}-{number}", Day, "dress", [], 0), TestContext.Current.CancellationToken);
        });
        Assert.Equal(160, QueryLog.ReadQueries(Store).Count());
    }

    [Fact]
    public void Append_MoreThanTheLogHolds_ForgetsTheOldest()
    {
        var files = new LogFiles(Store, "lines", mostBytes: 100);
        for (var number = 0; number < 200; number++)
            files.Append([$"line {number:D3}"], TestContext.Current.CancellationToken);
        var lines = files.Read(line => System.Text.Encoding.UTF8.GetString(line)).ToArray();
        Assert.Equal("line 199", lines[^1]);
        Assert.Equal(lines.Order(StringComparer.Ordinal), lines);
        Assert.True(Directory.EnumerateFiles(Store, "lines*").Sum(file => new FileInfo(file).Length) <= LogFiles.Files * (100 + 9));
    }

    [Fact]
    public void Append_BehindHalfALine_BeginsANewOne()
    {
        QueryLog.Append(Store, new LoggedQuery("1", Day, "dress", [], 0));
        File.AppendAllText(Path.Combine(Store, "log", "queries.ndjson"), "{\"query_id\":\"2\",\"time");
        QueryLog.Append(Store, new LoggedQuery("3", Day, "dress", [], 0));
        Assert.Equal(["1", "3"], QueryLog.ReadQueries(Store).Select(query => query.Id));
    }

    [Fact]
    public void ReadQueries_NoLog_HasNone() => Assert.Empty(QueryLog.ReadQueries(Store));

    [Fact]
    public void Of_ALog_CountsTextsAndTheirClicks()
    {
        Ask("a", "Red  Dress", found: 3);
        Ask("b", "red dress", found: 3);
        Ask("c", "unicorn", found: 0);
        Ask("d", "shoe", found: 2);
        Ask("e", "old", found: 0, Day.AddDays(-1));
        Click("a", "1");
        Click("a", "1");
        Click("zzz", "1");
        var report = QueryReport.Of(Store, Day, 10);
        Assert.Equal((4, 3, 1), (report.Queries, report.Texts, report.Clicks));
        Assert.Equal(new AskedText("red dress", 2, 2, 1), report.MostWanted[0]);
        Assert.Equal(["unicorn"], report.NeverFound.Select(text => text.Text));
        Assert.Equal(["shoe"], report.NeverClicked.Select(text => text.Text));
        Assert.Single(QueryReport.Of(Store, Day, 1).MostWanted);
        Assert.Equal(2, QueryReport.Of(Store, null, 10).NeverFound.Count);
    }

    [Fact]
    public void Of_ALogWithoutClicks_CallsNothingNeverClicked()
    {
        Ask("a", "red dress", found: 3);
        Assert.Empty(QueryReport.Of(Store, null, 10).NeverClicked);
    }

    [Fact]
    public void Run_AFileTwice_CountsOnce()
    {
        var file = folder.File("ubi.ndjson");
        File.WriteAllLines(file,
        [
            UbiLine.Of(new LoggedQuery("a", Day, "red dress", ["1", "2"], 2)), UbiLine.Of(new LoggedClick("a", Day, "click", "1", 1)), "",
            """{"action_name":"impression","query_id":"a","timestamp":"2026-11-01T00:00:00Z"}""", "no line", UbiLine.Of(new LoggedClick("a", Day, "purchase", "9", null)),
        ]);
        var taken = UbiImport.Run(Store, file, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((1, 2, 1, 1), (taken.Queries, taken.Clicks, taken.PassedOver, taken.Problems.Count));
        Assert.Equal(5, taken.Problems.Problems[0].Line);
        UbiImport.Run(Store, file, cancellation: TestContext.Current.CancellationToken);
        Assert.Single(QueryLog.ReadQueries(Store));
        Assert.Equal(2, QueryLog.ReadClicks(Store).Count());
    }

    [Fact]
    public void Run_AFileOfSomethingElse_IsRefused()
    {
        var file = folder.File("table.csv");
        File.WriteAllText(file, "id,title\n1,dress\n");
        Assert.Throws<BadDataException>(() => UbiImport.Run(Store, file, cancellation: TestContext.Current.CancellationToken));
        Assert.Throws<UsageException>(() => UbiImport.Run(Store, folder.File("nowhere"), cancellation: TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(Path.Combine(Store, "log")));
    }

    [Fact]
    public void Of_Clicks_JudgesProductsOfTheStore()
    {
        using (var writer = StoreWriter.Open(Store))
        {
            foreach (var id in new[] { "1", "2", "3" })
                writer.Put(new ProductData(id, $"dress {id}", ["Dresses"]), []);
            writer.Commit();
        }

        Ask("a", "Dress", found: 3);
        Ask("b", "dress", found: 3);
        Ask("c", "shoe", found: 3);
        Click("a", "2");
        Click("b", "2", "purchase");
        Click("b", "2");
        Click("b", "1");
        Click("c", "gone");
        using var store = CatalogueStore.Open(Store);
        var judged = Assert.Single(ClickedQueries.Of(store));
        Assert.Equal(("dress", 2), (judged.Text, judged.Asked));
        Assert.Equal([("1", 1L), ("2", 2L)], judged.Clicked.Select(click => (store[click.Row].Id, click.Clicks)));
        Assert.Empty(ClickedQueries.Of(store, Day.AddDays(1)));
    }

    public void Dispose() => folder.Dispose();

    private string Store => folder.File("shop.vitrine");

    private void Ask(string id, string text, int found, DateTimeOffset? time = null) => QueryLog.Append(Store, new LoggedQuery(id, time ?? Day, text, [.. Enumerable.Range(1, found).Select(number => $"{number}")], found));

    private void Click(string query, string product, string action = "click") => QueryLog.Append(Store, new LoggedClick(query, Day, action, product, 1));
}
