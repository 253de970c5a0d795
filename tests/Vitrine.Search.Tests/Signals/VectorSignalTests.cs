using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Tests.Signals;

/// <summary>A signal of vectors or codes says what the gallery says, with ties in the order of rows.</summary>
public sealed class VectorSignalTests(TinyShop shop) : IClassFixture<TinyShop>
{
    private const string Words = "red shirt";

    public static TheoryData<ItemField, SearchBy> Compared => new()
    {
        { ItemField.Photo, SearchBy.Vectors },
        { ItemField.Title, SearchBy.Vectors },
        { ItemField.Photo, SearchBy.Codes },
    };

    [Theory]
    [MemberData(nameof(Compared))]
    public void Best_AnyCount_IsTheRankingOfTheGallery(ItemField field, SearchBy by) => WithSignal(field, by, (store, gallery, query, signal) =>
    {
        var byRow = new float[store.Count];
        gallery.Scores(query, byRow);
        int[] expected = [.. Enumerable.Range(0, store.Count).OrderByDescending(row => byRow[row]).ThenBy(row => row)];
        foreach (var count in new[] { 1, 10, 50, store.Count })
        {
            var best = signal.Ask(Words).Best(count);
            Assert.Equal(expected.Take(count), best.Select(found => found.Row));
            // Codes of n bits score as cosines.
            var bits = gallery.Index.Schema.CodeBitsPerLayer.Sum();
            Assert.All(best, found => Assert.Equal(by == SearchBy.Codes ? 1 + 2 * byRow[found.Row] / bits : byRow[found.Row], found.Score, 1e-6f));
        }
    });

    [Theory]
    [MemberData(nameof(Compared))]
    public void Score_SomeRows_IsWhatBestSaysOfThem(ItemField field, SearchBy by) => WithSignal(field, by, (store, _, _, signal) =>
    {
        var asked = signal.Ask(Words);
        var all = asked.Best(store.Count).ToDictionary(found => found.Row, found => found.Score);
        int[] rows = [7, 3, 120, 64];
        Assert.Equal(rows.Select(row => (float?)all[row]), asked.Score(rows));
    });

    [Fact]
    public void Best_WithAFilter_FindsItsRowsOnly() => WithSignal(ItemField.Photo, SearchBy.Vectors, (store, _, _, signal) =>
    {
        var even = RowSet.Where(store.Count, row => row % 2 == 0);
        var asked = signal.Ask(Words);
        Assert.Equal(asked.Best(store.Count).Where(found => found.Row % 2 == 0).Take(5), asked.Best(5, even));
    });

    [Fact]
    public void Ask_AWordInAFormThatTheModelNeverRead_IsAskedInAnother() => WithSignal(ItemField.Photo, SearchBy.Vectors, (store, gallery, query, signal) =>
    {
        using var model = Methods.Load(shop.Store, TinyShop.Model);
        var mending = new VectorSignal(model, gallery, ItemField.Photo, store.Count, otherForm: word => word == "shirtings" ? "shirt" : null);
        Assert.Equal(0.5f, signal.Ask("red shirtings").Known);
        Assert.Equal(1, mending.Ask("red shirtings").Known);
        Assert.Equal(signal.Ask(Words).Best(10), mending.Ask("red shirtings").Best(10));
        Assert.Equal(0.5f, mending.Ask("red xyzzy").Known);
    });

    [Fact]
    public void Ask_NoKnownWord_FindsNothing() => WithSignal(ItemField.Photo, SearchBy.Vectors, (_, _, _, signal) =>
    {
        var asked = signal.Ask("xyzzy");
        Assert.Empty(asked.Best(10));
        Assert.Equal([null, null], asked.Score([0, 1]));
    });

    private void WithSignal(ItemField field, SearchBy by, Action<CatalogueStore, Gallery, EncodedQuery, VectorSignal> test)
    {
        using var store = CatalogueStore.Open(shop.Store);
        using var model = Methods.Load(shop.Store, TinyShop.Model);
        using var gallery = Gallery.Open(store, TinyShop.Model, model, field, by);
        test(store, gallery, model.EncodeQueries([Query.Words(Words)], field)[0], new VectorSignal(model, gallery, field, store.Count));
    }
}
