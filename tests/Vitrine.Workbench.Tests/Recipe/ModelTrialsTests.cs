using Vitrine.Catalogue;
using Vitrine.Workbench.Recipe;

namespace Vitrine.Workbench.Tests.Recipe;

public sealed class ModelTrialsTests
{
    [Fact]
    public void Train_WithHardlyAnyTime_SaysWhatWasNotTried()
    {
        using var shop = Shop();
        var choices = ShopTraining.Run(shop.Path, new ShopTrainingOptions { Minutes = 0.001 })!.Choices;
        Assert.Single(choices, choice => choice.IsUsed);
        Assert.Equal(3, choices.Count(choice => choice is { IsUsed: false } && choice.Figure.StartsWith("not tried, ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Train_WithANumberOfPasses_TriesNothingThatTimeDecidesAbout()
    {
        using var shop = Shop();
        var choices = ShopTraining.Run(shop.Path, new ShopTrainingOptions { Epochs = 1 })!.Choices;
        Assert.Equal(["canonical correlations", "two towers"], choices.Take(2).Select(choice => string.Join(' ', choice.What.Split(' ').Take(2))));
        Assert.DoesNotContain(choices, choice => choice.What.Contains("HSL", StringComparison.Ordinal) || choice.What.Contains("labels", StringComparison.Ordinal));
    }

    private static HandShop Shop()
    {
        HandProduct boot = new(Part.Train, "Shoes/Boot"), hat = new(Part.Train, "Heads/Hat");
        return new HandShop([.. boot.Times(8), .. hat.Times(8), boot with { Part = Part.Validation }, hat with { Part = Part.Validation }]);
    }
}
