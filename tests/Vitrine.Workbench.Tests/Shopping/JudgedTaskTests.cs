using Vitrine.Catalogue;
using Vitrine.Evaluation;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Search.Log;
using Vitrine.Workbench.Shopping;

namespace Vitrine.Workbench.Tests.Shopping;

/// <summary>Rankings measured by what people clicked in a small shop.</summary>
public sealed class JudgedTaskTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Run_ClicksOnWhatTheWordsSay_CountEveryWayToRank()
    {
        using var shop = new ColourShop();
        Train(shop.Store);
        using (var store = CatalogueStore.Open(shop.Path))
        {
            // Two texts, and every product of a title that says so is clicked for it.
            foreach (var (number, title) in store.Titles().Distinct().Take(2).Index())
            {
                QueryLog.Append(shop.Path, new LoggedQuery($"{number}", Day, title, [], 0));
                foreach (var (row, _) in store.Titles().Index().Where(pair => pair.Item == title))
                    QueryLog.Append(shop.Path, new LoggedClick($"{number}", Day, "click", store[row].Id, null));
            }
        }

        var result = JudgedTask.Run(shop.Path, "cca");
        Assert.Equal(["words", "title", "photo", "traits", "rrf", "search"], result.Contestants.Select(contestant => contestant.Name));
        Assert.Equal(1, result.Contestants[^1].Measures[0].Value.Value, 6); // who types a whole title gets its products first
        Assert.Equal(2, result.Protocol.Queries);
        Assert.Equal(result.ToJson().ToJsonString(), JudgedTask.Run(shop.Path, "cca").ToJson().ToJsonString());

        using var folder = new TemporaryFolder();
        var written = ClickJudgements.Write(shop.Path, folder.File("clicks.qrels"));
        Assert.Equal((result.Protocol.Queries, result.Protocol.Judgements), written);
        Assert.Equal(["1", "2"], TrecQrels.Read(folder.File("clicks.qrels")).Queries);
        Assert.Equal(2, File.ReadAllLines(folder.File("clicks.qrels.queries.tsv")).Length);
    }

    [Fact]
    public void Titles_OfProducts_FindThem()
    {
        using var shop = new ColourShop();
        Train(shop.Store);
        using var store = CatalogueStore.Open(shop.Path);
        var result = TitleTask.Run(shop.Path, "cca");
        Assert.Equal((TitleTask.Name, store.Count), (result.Task, result.Protocol.Queries));
        // Products of one title stand in the order of their rows: of each title the first ten are found.
        var expected = store.Titles().CountBy(title => title).Sum(title => Math.Min(10, title.Value)) / (double)store.Count;
        Assert.Equal(expected, result.Contestants[^1].Measures.Single(measure => measure.Name == "found@10").Value.Value, 6);
    }

    [Fact]
    public void Run_NoClicks_SaysWhereTheyComeFrom()
    {
        using var shop = new ColourShop();
        Train(shop.Store);
        Assert.Contains("vitrine queries import", Assert.Throws<MeasurementException>(() => JudgedTask.Run(shop.Path, "cca")).Hint, StringComparison.Ordinal);
        Assert.Throws<MeasurementException>(() => ClickJudgements.Write(shop.Path, "nowhere"));
    }

    private static void Train(CatalogueStore store)
    {
        Methods.Find("cca").Train(new StoreTrainingData(store), new TrainingRequest("cca") { Bits = 2 });
        ShopIndexing.Run(store.Path, "cca");
    }
}
