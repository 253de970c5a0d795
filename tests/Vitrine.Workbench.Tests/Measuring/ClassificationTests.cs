using Vitrine.Catalogue;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests.Measuring;

/// <summary>Photos that get the name of their category from a probe, on vectors that leave no doubt.</summary>
public sealed class ClassificationTests
{
    [Fact]
    public void Classification_OfThreePhotosOneOfWhichLooksLikeAnotherCategory_IsTwoThirds()
    {
        HandProduct boot = new(Part.Train, "Shoes/Boot"), hat = new(Part.Train, "Heads/Hat");
        // Rows 0 to 3 are boots and 4, 5 hats, all learned; 6 and 7 are boots and 8 a hat, of which 7 looks like a hat.
        using var shop = new HandShop([.. boot.Times(4), .. hat.Times(2), .. (boot with { Part = Part.Test }).Times(2), hat with { Part = Part.Test }]);
        var looks = HandModel.Itself(9);
        looks[0] = [1, 1, 1, 1, 0, 0, 1, 0, 0]; // coordinate 0 of a photo: how much it looks like a boot
        looks[1] = [0, 0, 0, 0, 1, 1, 0, 1, 1];
        foreach (var scores in looks[2..])
            scores.AsSpan().Clear();
        using var model = new HandModel(shop.Store, looks, looks);
        var evaluated = shop.Evaluate(model, new EvaluationRequest(Evaluating.Classification));

        var accuracy = evaluated.Directions.Single().Measures.Single();
        Assert.Equal(2 / 3.0, accuracy.Value.Value, 12);
        Assert.Equal(2 / 3.0, accuracy.Chance!.Value, 12); // "boot", the most frequent name among those learned, is right twice
        Assert.Equal(3, evaluated.Directions.Single().Queries);
        Assert.Contains("2 finest categories", evaluated.Protocol.Gallery, StringComparison.Ordinal);
    }

    [Fact]
    public void Classification_WithoutTrainingProducts_IsRefusedInASentence()
    {
        using var shop = new HandShop(new HandProduct(Part.Test, "Shoes/Boot"));
        using var model = new HandModel(shop.Store, HandModel.Itself(1), HandModel.Itself(1));
        var error = Assert.Throws<MeasurementException>(() => shop.Evaluate(model, new EvaluationRequest(Evaluating.Classification)));
        Assert.Contains("train part", error.Message, StringComparison.Ordinal);
    }
}
