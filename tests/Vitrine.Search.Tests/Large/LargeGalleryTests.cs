using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Search.Large;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Tests.Large;

/// <summary>A gallery with cells is searched by them, at the recall that was measured; one without is not changed at all.</summary>
public sealed class LargeGalleryTests : IDisposable
{
    private readonly TinyShop shop = new();

    public void Dispose() => shop.Dispose();

    [Fact]
    public void Best_GalleryWithCells_FindsNearlyAllAndSaysHowMany() => WithModel((store, model) =>
    {
        string[] queries = ["red shirt", "blue boot", "white dress", "black", "green dress model 7"];
        var exact = Ask(store, model, queries);
        Assert.All(exact, answer => Assert.Equal(1, answer.Recall));
        Assert.Empty(GalleryCells.Update(store, TinyShop.Model, model));
        Assert.Equal(exact.Select(Described), Ask(store, model, queries).Select(Described)); // so few products are left alone

        var made = GalleryCells.Update(store, TinyShop.Model, model, leastItems: 1);
        Assert.Equal(["photo", "title"], made.Keys.Order());
        Assert.All(made.Values, reports => Assert.All(reports, report => Assert.True(report.Cells > 1 && report.AreQueriesGiven && report.Steps.Count > 0)));
        var written = File.GetLastWriteTimeUtc(Directory.GetFiles(Path.Combine(shop.Store, "index", TinyShop.Model, "photo"), "recall-*").Single());
        GalleryCells.Update(store, TinyShop.Model, model, leastItems: 1); // nothing is left to do
        Assert.Equal(written, File.GetLastWriteTimeUtc(Directory.GetFiles(Path.Combine(shop.Store, "index", TinyShop.Model, "photo"), "recall-*").Single()));

        var large = Ask(store, model, queries);
        var found = exact.Zip(large, (a, b) => a.Best.Select(row => row.Row).Intersect(b.Best.Select(row => row.Row)).Count()).Sum();
        Assert.InRange(found / (double)exact.Sum(answer => answer.Best.Count), 0.9, 1);
        Assert.All(large, answer => Assert.InRange(answer.Recall, GalleryCells.Recall, 1));
        // Scores are exact by both roads.
        Assert.Equal(exact.Select(answer => string.Join(' ', answer.Scores)), large.Select(answer => string.Join(' ', answer.Scores)));
        foreach (var (a, b) in exact.Zip(large))
            Assert.All(b.Best.Join(a.Best, row => row.Row, row => row.Row, (mine, theirs) => (mine, theirs)), pair => Assert.Equal(pair.theirs, pair.mine));
    });

    [Fact]
    public void Best_FewRowsPass_IsExact() => WithModel((store, model) =>
    {
        var few = RowSet.Where(store.Count, row => row % 40 == 7);
        Assert.True(few.Count is > 2 && few.Count < store.Count / 20);
        string[] queries = ["red shirt", "blue boot"];
        var exact = Ask(store, model, queries, few);
        GalleryCells.Update(store, TinyShop.Model, model, leastItems: 1);
        var large = Ask(store, model, queries, few);
        Assert.Equal(exact.Select(Described), large.Select(Described));
        Assert.All(large, answer => Assert.Equal(1, answer.Recall));
    });

    private static string Described(Asked answer) => $"{string.Join(' ', answer.Best)} | {string.Join(' ', answer.Scores)}";

    private static List<Asked> Ask(CatalogueStore store, IRetrievalModel model, string[] queries, RowSet? filter = null)
    {
        using var gallery = Gallery.Open(store, TinyShop.Model, model, ItemField.Photo, SearchBy.Vectors);
        var signal = new VectorSignal(model, gallery, ItemField.Photo, store.Count);
        return [.. queries.Select(text =>
        {
            var asked = signal.Ask(text);
            var best = asked.Best(10, filter);
            return new Asked(best, asked.Score([5, 120, 3, 64]), asked.Recall);
        })];
    }

    private void WithModel(Action<CatalogueStore, IRetrievalModel> test)
    {
        using var store = CatalogueStore.Open(shop.Store);
        using var model = Methods.Load(shop.Store, TinyShop.Model);
        test(store, model);
    }

    private sealed record Asked(IReadOnlyList<ScoredRow> Best, float?[] Scores, double Recall);
}
