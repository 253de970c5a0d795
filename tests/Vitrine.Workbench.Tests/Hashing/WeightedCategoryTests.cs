using Vitrine.Catalogue;
using Vitrine.Evaluation;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Search;
using Vitrine.Search.Codes;
using Vitrine.Workbench.Hashing;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests.Hashing;

[Collection(CodeShopCollection.Name)]
public sealed class WeightedCategoryTests(CodeShop shop)
{
    private static readonly EvaluationRequest Asked = new(WeightedCategoryTask.Name) { Threads = 1 };

    [Fact]
    public void Weighted_OfAModelOfCodes_IsTheSumOfTheWeightsOfDifferingBits()
    {
        var found = WeightedCategoryTask.Run(shop.Path, CodeShop.Model, Asked);
        Assert.Equal("hichnet-24", found.Label);
        var items = new StoreItems(shop.Store);
        var (queries, gallery) = (shop.Store.PhotographedRowsOf(Part.Test), shop.Store.PhotographedRowsOf(Part.Train));
        var titles = shop.Loaded.EncodeQueries([.. items.Titles(queries).Select(Query.Words)], ItemField.Photo);
        ulong[] codes = [.. shop.Loaded.EncodeItems(items, ItemField.Photo, gallery).SelectMany(block => block.Codes!)];
        int[][] Labels(IReadOnlyList<int> rows) => [.. Enumerable.Range(1, shop.Store.Tree.Depth).Select(layer => rows.Select(row => shop.Store.Tree.Label(shop.Store.Categories[row], layer)).ToArray())];
        var reckoned = CategoryRetrieval.Evaluate(Labels(queries), Labels(gallery), (query, scores) =>
        {
            for (var item = 0; item < scores.Length; item++)
            {
                var distance = 0.0;
                for (var bit = 0; bit < CodeShop.Bits; bit++)
                    distance += ((titles[query].Code![0] ^ codes[item]) >> bit & 1) * (double)titles[query].BitWeights![bit];
                scores[item] = -(float)distance;
            }
        }, new ProtocolRecord { Gallery = "", Relevance = "", SelfMatch = "" }, new CategoryOptions { MinimumGalleryItems = CategoryQuestion.MinimumGalleryItems });
        Assert.Equal(reckoned.Map.Value, Value(found, "text-to-image", "map-weighted"), 6);
        Assert.Equal(reckoned.TreeDistance, Value(found, "text-to-image", "tree-distance@10-weighted"), 6);
    }

    [Fact]
    public void Weighted_BesideThePlainCodes_HasFewerTiesAndTheSameQueries()
    {
        var weighted = WeightedCategoryTask.Run(shop.Path, CodeShop.Model, Asked).Directions[0];
        var plain = Evaluating.Run(shop.Path, CodeShop.Model, new EvaluationRequest(Evaluating.Category) { Threads = 1 }).Directions[0];
        Assert.Equal((plain.Queries, plain.LeftOut), (weighted.Queries, weighted.LeftOut));
        var (without, with) = (plain.Measures.Single(measure => measure.Name == "map").Value, weighted.Measures.Single(measure => measure.Name == "map-weighted").Value);
        Assert.True(with.Optimistic - with.Pessimistic < 0.6 * (without.Optimistic - without.Pessimistic), $"{with} of {without}");
        Assert.True(with.Value > without.Value, $"{with.Value} weighted, {without.Value} without");
        var (depth, distance) = (shop.Store.Tree.Depth, plain.Measures.Single(measure => measure.Name == "tree-distance@10").Value.Value);
        // Nothing that ten products lack is in the ideal order here, so the share is that of the layers in common.
        Assert.Equal(1 - distance / depth, weighted.Measures.Single(measure => measure.Name == "hierarchical-precision@10").Value.Value, 6);
    }

    [Theory]
    [InlineData(GalleryRule.Training)]
    [InlineData(GalleryRule.Unseen)]
    public void Question_OfEitherGallery_IsThatOfTheCategoryTask(GalleryRule gallery)
    {
        var plain = Evaluating.Run(shop.Path, CodeShop.Model, new EvaluationRequest(Evaluating.Category) { Gallery = gallery, Threads = 1 });
        using var opened = OpenedModel.Open(shop.Path, CodeShop.Model, Part.Test);
        var retrieval = opened.Retrieval(new EvaluationRequest(Evaluating.Category) { Gallery = gallery }, SearchBy.Codes, null, default);
        var question = CategoryQuestion.Of(retrieval);
        foreach (var (field, direction) in new[] { (ItemField.Photo, plain.Directions[0]), (ItemField.Title, plain.Directions[1]) })
        {
            using var ranked = question.Rank(retrieval, field);
            var found = CategoryRetrieval.Evaluate(question.QueryLabels, question.GalleryLabels, CodeShop.Bits, ranked.Distances, question.Protocol,
                new CategoryOptions { MinimumGalleryItems = CategoryQuestion.MinimumGalleryItems });
            Assert.Equal(direction.Queries, found.Queries);
            Assert.Equal(direction.Measures.Single(measure => measure.Name == "map").Value, found.Map);
            Assert.Equal(plain.Protocol.ToCaption(), found.Protocol.ToCaption());
        }
    }

    [Fact]
    public void Search_ByWeights_FindsTheLeastDistancesAndObeysTheBranch()
    {
        using var plain = ProductSearch.Open(shop.Path, CodeShop.Model, SearchBy.Codes);
        using var weighted = WeightedSearch.Open(shop.Path, CodeShop.Model, plain.Model);
        var asked = plain.Encode(Query.Words(shop.Store[0].Title));
        var hits = weighted.Find(asked, 20);
        Assert.Equal(20, hits.Count);
        double[] distances = [.. hits.Select(hit => ((WeightedDistance)hit.Nearness).Distance)];
        Assert.Equal(distances.Order(), distances);
        Assert.True(distances.Distinct().Count() > 10, "hardly any ties are broken");
        var branch = string.Join('/', shop.Store.Tree.Path(shop.Store.Categories[3]));
        Assert.All(weighted.Find(asked, 5, branch), hit => Assert.Equal(branch, string.Join('/', hit.CategoryPath)));
    }

    [Fact]
    public void Weighted_OfAModelThatIsSureOfNothing_IsRefusedInASentence()
    {
        var error = Assert.Throws<UsageException>(() => WeightedGallery.Open(shop.Store, "sign", new ModelDescription("cca") { CodeBitsPerLayer = [8] }, ItemField.Photo));
        Assert.Contains("does not say how sure", error.Message, StringComparison.Ordinal);
    }

    private static double Value(Evaluated found, string direction, string name) =>
        found.Directions.Single(one => one.Direction == direction).Measures.Single(measure => measure.Name == name).Value.Value;
}
