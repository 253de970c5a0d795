using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;

namespace Vitrine.Models.Tests.Contrastive;

/// <summary>μ, the weight of the heads on categories and attributes.</summary>
public sealed class HeadWeightTests
{
    public static TheoryData<FineTuning> All { get; } = [.. Enum.GetValues<FineTuning>()];

    [Fact]
    public void Paper_OnPixelsAndFixedFeatures_HasMuOne()
    {
        Assert.Equal(1, ContrastivePreset.Paper.HeadWeight);
        Assert.Equal(1, ContrastivePreset.Paper.ForFixedFeatures().HeadWeight);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Paper_OnAClip_HasHeadsThatLearnFasterThanWhatWasPublished(FineTuning fineTuning)
    {
        var preset = ContrastivePreset.Paper.For(fineTuning);
        Assert.Equal(1, preset.HeadWeight);
        Assert.True(preset.HeadLearningRate > preset.LearningRate);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Default_OnAClip_HasNoHeads(FineTuning fineTuning) => Assert.Equal(0, ContrastivePreset.Default.For(fineTuning).HeadWeight);

    [Theory]
    [InlineData("mu-1", 1)]
    [InlineData("mu-2", 2)]
    [InlineData("gru+mu-4", 4)]
    public void Variant_OfMu_SetsTheWeightWhateverThePreset(string variant, float expected)
    {
        Assert.Equal(expected, ContrastiveVariant.Apply(ContrastivePreset.Default, variant).HeadWeight);
        Assert.Equal(expected, ContrastiveVariant.Apply(ContrastivePreset.Default.For(FineTuning.Last), variant).HeadWeight);
    }
}
