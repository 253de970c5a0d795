using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Index;
using Vitrine.Models.Hsl;
using Vitrine.Models.Regions;
using Vitrine.Tensors;

namespace Vitrine.Search.Tests;

/// <summary>Rescoring from the stored vectors of regions, and explanations of what it found.</summary>
public sealed class StoredRegionsTests(RegionShop shop) : IClassFixture<RegionShop>
{
    private const string Query = "red shirt";

    // Float16 keeps 11 bits of each number; a score adds up four parts of size 1 to 10.
    private const float Rounding = 0.02f;

    [Fact]
    public void Scores_OfStoredVectors_AreThoseOfTheModel()
    {
        using var store = CatalogueStore.Open(shop.Store);
        using var model = RegionShop.Load(store, RegionShop.Max);
        using var regions = StoredRegions.Open(store, RegionShop.Max, model);
        var query = model.EncodeTexts([Query]).Vectors!;
        int[] rows = [5, 170, 0, 93];
        var expected = ModelScores(store, model, query, rows);
        var scores = regions.Scores(query, rows);
        for (var i = 0; i < rows.Length; i++)
            Assert.Equal(expected[i], scores[i], Rounding);
        Assert.True(expected.Max() - expected.Min() > 10 * Rounding, "The scores are too close to tell one product from another.");
    }

    [Fact]
    public void ByText_ModelOfTheBestRegion_RanksByItsExactScore()
    {
        using var search = ProductSearch.Open(shop.Store, RegionShop.Max);
        using var store = CatalogueStore.Open(shop.Store);
        using var model = RegionShop.Load(store, RegionShop.Max);
        var query = model.EncodeTexts([Query]).Vectors!;
        var exact = ModelScores(store, model, query, [.. Enumerable.Range(0, store.Count)]);

        var hits = search.ByText(Query, 20);

        // The shortlist holds the whole shop, so nothing is missed.
        float[] scores = [.. hits.Select(hit => Assert.IsType<VectorScore>(hit.Nearness).Score)];
        Assert.Equal(scores.OrderDescending(), scores);
        float[] best = [.. exact.OrderDescending().Take(20)];
        for (var i = 0; i < hits.Count; i++)
        {
            Assert.Equal(best[i], scores[i], Rounding);
            Assert.Equal(exact[hits[i].Product.Row], scores[i], Rounding);
        }

        Assert.NotEqual(hits.Select(hit => hit.Product.Id), search.Nearest(model.EncodeTexts([Query]), 20).Select(hit => hit.Product.Id));
    }

    [Fact]
    public void ByText_WithCategory_RescoresItsProductsOnly()
    {
        using var search = ProductSearch.Open(shop.Store, RegionShop.Max);
        var hits = search.ByText(Query, 500, "Shoes");
        Assert.Equal(60, hits.Count);
        Assert.All(hits, hit => Assert.Equal("Shoes", hit.CategoryPath[0]));
    }

    [Theory]
    [InlineData(RegionShop.Max)]
    [InlineData(RegionShop.Mean)]
    public void Explain_AHit_AddsUpToItsScoreAndNamesEveryRegion(string name)
    {
        using var search = ProductSearch.Open(shop.Store, name);
        var hit = search.ByText(Query, 1).Single();
        var explanation = search.Explain(Query, hit.Product);

        Assert.Equal(Assert.IsType<VectorScore>(hit.Nearness).Score, explanation.Score, Rounding);
        Assert.Equal([1, 2], explanation.Levels.Select(level => level.Level));
        Assert.Equal(explanation.Score, explanation.Levels.Sum(level => level.Object + level.Image), 1e-3f); // the same float32 terms in another order
        Assert.Equal(17, explanation.Regions.Count);
        Assert.Equal(explanation.Regions.Select(region => region.Similarity).OrderDescending(), explanation.Regions.Select(region => region.Similarity));
        Assert.Single(explanation.Regions, region => region is { Left: 0, Top: 0, Right: 1, Bottom: 1 });
        Assert.Equal(16, explanation.Regions.Distinct().Count(region => region.Right - region.Left == 0.25f));
        // A region's similarity is the sum over the levels, whose aggregate is the mean, or at most the sum of each level's best.
        var objects = explanation.Levels.Sum(level => level.Object);
        if (name == RegionShop.Mean)
            Assert.Equal(objects, explanation.Regions.Average(region => region.Similarity), 1e-3f);
        else
            Assert.True(explanation.Regions[0].Similarity <= objects + 1e-3f);
    }

    [Fact]
    public void Explain_ModelWithoutRegions_SaysWhatToTrain()
    {
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model);
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Contains("--method hsl", Assert.Throws<UsageException>(() => search.Explain(Query, store[0])).Hint);
    }

    [Fact]
    public void Open_NoRegionsOrThoseOfOtherWeightsOrDamaged_Throws()
    {
        const string Other = "other";
        using var store = CatalogueStore.Open(shop.Store);
        Models.Methods.Find("hsl").Train(store, new Models.TrainingRequest(Other) { Variant = "max", Epochs = 1 });
        StoredEncodings.Make(store, Other);
        ProductIndex.Build(store, Other);
        var missing = Assert.Throws<UsageException>(() => ProductSearch.Open(shop.Store, Other));
        Assert.Contains($"--model {Other}", missing.Hint);

        var folder = Directory.CreateDirectory(Path.Combine(StoredEncodings.FolderOf(store, Other), "regions")).FullName;
        foreach (var path in Directory.GetFiles(Path.Combine(StoredEncodings.FolderOf(store, RegionShop.Max), "regions")))
            File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
        var changed = Assert.Throws<UsageException>(() => ProductSearch.Open(shop.Store, Other));
        Assert.Contains("model has changed", changed.Message);

        File.WriteAllBytes(Directory.GetFiles(folder, "segment-*").Single(), new byte[100_000]);
        Assert.Throws<IndexFormatException>(() => ProductSearch.Open(shop.Store, Other));
    }

    private static float[] ModelScores(CatalogueStore store, HslModel model, float[] query, int[] rows)
    {
        using var features = FeatureTable.Open(store, model.Regions.Extractor);
        var images = model.EncodeRegions(new StoreRegions(features, model.Regions.Regions), rows, withObjects: true);
        return [.. Enumerable.Range(0, rows.Length).Select(i => model.Scorer.Score(query, images, i))];
    }
}
