using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Search.Tests;

/// <summary>A shortlist scored anew from the parts that the index keeps, and explanations of what it found.</summary>
public sealed class ShortlistTests(RegionShop shop) : IClassFixture<RegionShop>
{
    private const string Words = "red shirt";

    // Float16 keeps 11 bits of each number; a score adds up four parts of size 1 to 10.
    private const float Rounding = 0.02f;

    [Fact]
    public void ByText_ModelOfTheBestRegion_RanksByTheScoreOfItsParts()
    {
        using var search = ProductSearch.Open(shop.Store, RegionShop.Max);
        using var store = CatalogueStore.Open(shop.Store);
        var exact = ScoresOfTheModel(store, RegionShop.Max);

        var hits = search.ByText(Words, 20);

        // The shortlist holds the whole shop, so nothing is missed.
        float[] scores = [.. hits.Select(hit => Assert.IsType<VectorScore>(hit.Nearness).Score)];
        Assert.Equal(scores.OrderDescending(), scores);
        float[] best = [.. exact.OrderDescending().Take(20)];
        for (var i = 0; i < hits.Count; i++)
        {
            Assert.Equal(best[i], scores[i], Rounding);
            Assert.Equal(exact[hits[i].Product.Row], scores[i], Rounding);
        }

        Assert.True(exact.Max() - exact.Min() > 10 * Rounding, "The scores are too close to tell one product from another.");
    }

    [Fact]
    public void Nearest_QueryWithoutParts_RanksByItsVector()
    {
        using var store = CatalogueStore.Open(shop.Store);
        using var model = Methods.Load(shop.Store, RegionShop.Max);
        using var gallery = Gallery.Open(store, RegionShop.Max, model, ItemField.Photo, SearchBy.Vectors);
        var query = model.EncodeQueries([Query.Words(Words)], ItemField.Photo)[0];
        Assert.True(gallery.IsRescored);
        Assert.NotNull(query.Parts);
        var rescored = gallery.Nearest(query, 20);
        var byVector = gallery.Nearest(query with { Parts = null }, 20);
        Assert.NotEqual(rescored.Select(hit => hit.Row), byVector.Select(hit => hit.Row));
    }

    [Theory]
    [InlineData(RegionShop.Max)]
    [InlineData(RegionShop.Mean)]
    public void Scores_AnyQuery_OrderRowsAsNearestDoes(string name)
    {
        using var store = CatalogueStore.Open(shop.Store);
        using var model = Methods.Load(shop.Store, name);
        using var gallery = Gallery.Open(store, name, model, ItemField.Photo, SearchBy.Vectors);
        foreach (var words in new[] { Words, "yellow dress", "black boot" })
        {
            var query = model.EncodeQueries([Query.Words(words)], ItemField.Photo)[0];
            var byRow = new float[store.Count];
            gallery.Scores(query, byRow);
            var expected = Enumerable.Range(0, store.Count).OrderByDescending(row => byRow[row]).ThenBy(row => store[row].Id, StringComparer.Ordinal);
            Assert.Equal(expected, gallery.Nearest(query, store.Count).Select(hit => hit.Row));
        }
    }

    [Fact]
    public void ByText_WithCategory_RescoresItsProductsOnly()
    {
        using var search = ProductSearch.Open(shop.Store, RegionShop.Max);
        var hits = search.ByText(Words, 500, "Shoes");
        Assert.Equal(60, hits.Count);
        Assert.All(hits, hit => Assert.Equal("Shoes", hit.CategoryPath[0]));
    }

    [Theory]
    [InlineData(RegionShop.Max)]
    [InlineData(RegionShop.Mean)]
    public void Explain_AHit_AddsUpToItsScoreAndNamesEveryRegion(string name)
    {
        using var search = ProductSearch.Open(shop.Store, name);
        var hit = search.ByText(Words, 1).Single();
        var explanation = search.Explain(Query.Words(Words), hit.Product);

        Assert.Equal(Assert.IsType<VectorScore>(hit.Nearness).Score, explanation.Score, Rounding);
        Assert.Equal(explanation.Score, explanation.Shares.Sum(share => share.Value), 1e-3f); // the same float32 terms in another order
        Assert.Equal(17, explanation.Regions.Count);
        Assert.Equal(explanation.Regions.Select(region => region.Similarity).OrderDescending(), explanation.Regions.Select(region => region.Similarity));
        Assert.Single(explanation.Regions, region => region.Box is { Left: 0, Top: 0, Right: 1, Bottom: 1 });
        Assert.Equal(16, explanation.Regions.Distinct().Count(region => region.Box.Right - region.Box.Left == 0.25f));
    }

    private static float[] ScoresOfTheModel(CatalogueStore store, string name)
    {
        using var model = Methods.Load(store.Path, name);
        var query = model.EncodeQueries([Query.Words(Words)], ItemField.Photo)[0];
        var byRow = new float[store.Count];
        foreach (var block in model.EncodeItems(new StoreItems(store), ItemField.Photo, [.. Enumerable.Range(0, store.Count)]))
        {
            var scores = new float[block.Items.Count];
            model.ScoreParts(query, block.Parts!, scores);
            for (var i = 0; i < scores.Length; i++)
                byRow[block.Items[i]] = scores[i];
        }

        return byRow;
    }
}
