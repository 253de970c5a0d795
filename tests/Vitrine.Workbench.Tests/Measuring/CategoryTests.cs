using Vitrine.Catalogue;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests.Measuring;

/// <summary>Products that search their category, reckoned by hand. A category counts from ten products in the gallery on, so these shops are that large.</summary>
public sealed class CategoryTests
{
    private static readonly HandProduct Boot = new(Part.Test, "Shoes/Boot");
    private static readonly HandProduct Hat = new(Part.Test, "Heads/Hat");
    private static readonly HandProduct Sandal = new(Part.Test, "Shoes/Sandal");

    [Fact]
    public void Category_OfTenBootsAHatAndASandal_IsWhatTheTableSays()
    {
        // Rows 0 to 9 are boots, 10 a sandal, 11 a hat, all learned; 12 and 13 boots and 14 a hat ask.
        using var shop = new HandShop([.. (Boot with { Part = Part.Train }).Times(10), Sandal with { Part = Part.Train }, Hat with { Part = Part.Train }, Boot, Boot, Hat]);
        var table = Table(shop.Store.Count);
        table[12] = [22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 2, 1, 0, 0, 0];   // all boots first
        table[13] = [20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 30, 31, 0, 0, 0]; // the hat, the sandal, then the boots
        using var model = new HandModel(shop.Store, table, table);
        var evaluated = shop.Evaluate(model, new EvaluationRequest(Evaluating.Category));

        var found = evaluated.Directions[0];
        Assert.Equal((2, 1), (found.Queries, found.LeftOut)); // one hat is no category to be measured by
        var second = Enumerable.Range(1, 10).Average(boot => boot / (boot + 2.0));
        Assert.Equal((1 + second) / 2, Value(found, "map"), 12);
        Assert.Equal((1 + second) / 2, Value(found, "map-layer-2"), 12);
        var secondShoes = Enumerable.Range(1, 11).Average(shoe => shoe / (shoe + 1.0));
        Assert.Equal((1 + secondShoes) / 2, Value(found, "map-layer-1"), 12);
        Assert.Equal((10 / 10.0 + 8 / 10.0) / 2, Value(found, "p@10"), 12);
        Assert.Equal(10 / 100.0, Value(found, "p@100"), 12);
        Assert.Equal(10 / 12.0, Chance(found, "p@10"), 12);
        Assert.Equal(10 / 100.0, Chance(found, "p@100"), 12); // there are twelve to find
        Assert.Equal((0 + (2 + 1 + 8 * 0) / 10.0) / 2, Value(found, "tree-distance@10"), 12);
        Assert.Equal(Value(found, "map"), Value(found, "exhaustive/map"));
        Assert.Equal(Value(found, "map"), evaluated.Metrics()["hand/category/mean/map"], 12); // titles find the same as photos
        Assert.Equal("training products", evaluated.Protocol.Gallery);
        Assert.Equal("test", evaluated.Protocol.Part);
    }

    [Fact]
    public void Category_OfAnUnseenGallery_SearchesTheOtherHalfAndValidationAndNoTrainingProduct()
    {
        var (other, validation) = (Boot with { IsInFirstHalf = false }, Boot with { Part = Part.Validation });
        // Row 0 is learned; 1 and 2 ask; 3 to 10 and 11, 12 are the boots of the gallery, 13 its hat.
        using var shop = new HandShop([Boot with { Part = Part.Train }, Boot, Boot, .. other.Times(8), .. validation.Times(2), Hat with { Part = Part.Validation }]);
        var table = Table(shop.Store.Count);
        table[1] = [99, 99, 99, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 1];
        table[2] = [99, 99, 99, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 30]; // the hat first
        using var model = new HandModel(shop.Store, table, table);
        var evaluated = shop.Evaluate(model, new EvaluationRequest(Evaluating.Category) { Gallery = GalleryRule.Unseen });

        var found = evaluated.Directions[0];
        Assert.Equal("category-unseen", evaluated.Task);
        Assert.Equal((2, 0), (found.Queries, found.LeftOut));
        Assert.Equal((1 + Enumerable.Range(1, 10).Average(boot => boot / (boot + 1.0))) / 2, Value(found, "map"), 12);
        Assert.Equal(10 / 11.0, Chance(found, "p@10"), 12);
        Assert.Contains("training saw none", evaluated.Protocol.Gallery, StringComparison.Ordinal);
    }

    [Fact]
    public void Category_WithoutTenProductsOfAny_IsRefusedInASentence()
    {
        using var shop = new HandShop([.. (Boot with { Part = Part.Train }).Times(4), Hat with { Part = Part.Train }, Boot]);
        using var model = new HandModel(shop.Store, Table(6), Table(6));
        var error = Assert.Throws<MeasurementException>(() => shop.Evaluate(model, new EvaluationRequest(Evaluating.Category)));
        Assert.Contains("has 10 gallery products; the largest has 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Category_OfAShopInWhichSomeHaveNoPhoto_IsThatOfTheOthers()
    {
        // Rows 0 to 9 are boots with a photo and 10 one without, all learned; 11 asks, 12 has nothing to ask with.
        using var shop = new HandShop([.. (Boot with { Part = Part.Train }).Times(10), Boot with { Part = Part.Train, HasPhoto = false }, Boot, Boot with { HasPhoto = false }]);
        using var model = new HandModel(shop.Store, Table(13), Table(13));
        foreach (var found in shop.Evaluate(model, new EvaluationRequest(Evaluating.Category)).Directions)
        {
            Assert.Equal((1, 0), (found.Queries, found.LeftOut));
            Assert.Equal(10 / 100.0, Value(found, "p@100"), 12); // ten to find, not eleven
        }
    }

    [Fact]
    public void Category_OfAnUnseenGalleryWithOneHalfOnly_IsRefusedInASentence()
    {
        using var shop = new HandShop([.. (Boot with { Part = Part.Train }).Times(2), Boot, Boot]);
        using var model = new HandModel(shop.Store, Table(4), Table(4));
        var error = Assert.Throws<MeasurementException>(() => shop.Evaluate(model, new EvaluationRequest(Evaluating.Category) { Gallery = GalleryRule.Unseen }));
        Assert.Contains("two halves", error.Message, StringComparison.Ordinal);
        Assert.Contains("--gallery training", error.Hint, StringComparison.Ordinal);
    }

    private static int[][] Table(int count) => [.. Enumerable.Range(0, count).Select(_ => new int[count])];

    private static double Value(DirectionResult found, string name) => found.Measures.Single(measure => measure.Name == name).Value.Value;

    private static double Chance(DirectionResult found, string name) => found.Measures.Single(measure => measure.Name == name).Chance!.Value;
}
