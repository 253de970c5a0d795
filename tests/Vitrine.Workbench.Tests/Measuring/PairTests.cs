using Vitrine.Catalogue;
using Vitrine.Search;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests.Measuring;

/// <summary>Titles that search photos of their part and back, reckoned by hand.</summary>
public sealed class PairTests
{
    private static readonly HandProduct Test = new(Part.Test, "Shoes/Boot");

    // Products 1 and 2 share a title. The last is of the training part: it beats everything, and must not be in the gallery.
    private static readonly HandProduct[] Products = [Test, Test, Test with { TitleOf = 1 }, Test, Test, new(Part.Train, "Shoes/Boot")];

    private static readonly int[][] TextToPhoto =
    [
        [5, 4, 3, 2, 1, 9], // its own first: rank 1
        [1, 3, 2, 4, 0, 9], // 3, then 1: rank 2; so does product 2, which asks with the same words
        [0, 0, 0, 0, 0, 0],
        [5, 4, 3, 1, 2, 9], // its own last: rank 5
        [4, 1, 1, 1, 4, 9], // its own and 0 alike: rank 1 or 2
        [0, 0, 0, 0, 0, 0],
    ];

    [Fact]
    public void Pairs_OfFiveProducts_AreWhatTheTableSays()
    {
        using var shop = new HandShop(Products);
        using var model = new HandModel(shop.Store, TextToPhoto, HandModel.Itself(6));
        var evaluated = shop.Evaluate(model, new EvaluationRequest(Evaluating.Pairs));

        var measures = evaluated.Directions[0].Measures.ToDictionary(measure => measure.Name);
        var recall = measures["r@1"];
        Assert.Equal((1 + 0 + 0 + 0 + 0.5) / 5, recall.Value.Value, 12);
        Assert.Equal((1.0 / 5, 2.0 / 5), (recall.Value.Pessimistic, recall.Value.Optimistic));
        Assert.Equal((3 * 1 + 2 * 2) / 5.0 / 5, recall.Chance!.Value, 12); // three with one right photo of five, two with two
        Assert.Equal(1, measures["r@5"].Value.Value);
        Assert.Equal((1 + 1 / 2.0 + 1 / 2.0 + 1 / 5.0 + (1 + 1 / 2.0) / 2) / 5, measures["mrr"].Value.Value, 12);
        Assert.Equal(2, measures["median-rank"].Value.Value, 12); // of 1, 1.5, 2, 2, 5
        Assert.Equal(recall.Value, measures["exhaustive/r@1"].Value);

        Assert.Equal((5, 0), (evaluated.Directions[0].Queries, evaluated.Directions[0].LeftOut));
        var metrics = evaluated.Metrics();
        Assert.Equal(1, metrics["hand/pairs/image-to-text/r@1"]);
        Assert.Equal((0.3 + 1) / 2, metrics["hand/pairs/mean/r@1"], 12);
        Assert.Equal(default, evaluated.LeftOutTrained);
    }

    [Fact]
    public void Pairs_OfAShopInWhichSomeHaveNoPhoto_AreThoseOfTheOthers()
    {
        // The second has no photo: it neither asks nor is found, though it would beat the others.
        using var shop = new HandShop(Test, Test with { HasPhoto = false }, Test);
        using var model = new HandModel(shop.Store, [[1, 9, 0], [0, 9, 0], [2, 9, 1]], HandModel.Itself(3));
        var evaluated = shop.Evaluate(model, new EvaluationRequest(Evaluating.Pairs));

        foreach (var (direction, right) in new[] { (evaluated.Directions[0], 0.5), (evaluated.Directions[1], 1.0) })
        {
            var measures = direction.Measures.ToDictionary(measure => measure.Name);
            Assert.Equal((2, 0), (direction.Queries, direction.LeftOut));
            Assert.Equal(right, measures["r@1"].Value.Value, 12);
            Assert.Equal(right, measures["exhaustive/r@1"].Value.Value, 12);
            Assert.Equal(0.5, measures["r@1"].Chance!.Value, 12);
        }
    }

    [Fact]
    public void Pairs_ByCodesThatAreAllTheSame_AreWhatChanceGives()
    {
        using var shop = new HandShop(Test, Test);
        using var model = new HandModel(shop.Store, HandModel.Itself(2), HandModel.Itself(2), [3, 3]);
        var evaluated = shop.Evaluate(model, new EvaluationRequest(Evaluating.Pairs) { By = SearchBy.Codes });

        Assert.Equal("codes of 8 bits", evaluated.Compared);
        var measures = evaluated.Directions[0].Measures.ToDictionary(measure => measure.Name);
        Assert.Equal(0.5, measures["r@1"].Value.Value, 12);
        Assert.Equal((0.0, 1.0), (measures["r@1"].Value.Pessimistic, measures["r@1"].Value.Optimistic));
        Assert.Equal((1 + 1 / 2.0) / 2, measures["mrr"].Value.Value, 12);
    }

    [Fact]
    public void Pairs_OfAShopWithoutTestProducts_AreRefusedInASentence()
    {
        using var shop = new HandShop(new HandProduct(Part.Train, "Shoes/Boot").Times(5));
        using var model = new HandModel(shop.Store, HandModel.Itself(5), HandModel.Itself(5));
        var error = Assert.Throws<MeasurementException>(() => shop.Evaluate(model, new EvaluationRequest(Evaluating.Pairs)));
        Assert.Contains("No product of", error.Message, StringComparison.Ordinal);
        Assert.Contains("test part", error.Message, StringComparison.Ordinal);
    }
}
