using Vitrine.Models.FineGrained;

namespace Vitrine.Models.Tests.FineGrained;

public sealed class FineGrainedVariantTests
{
    [Fact]
    public void Apply_PairPaths_IsThePresetOfTexts() =>
        Assert.Equal(FineGrainedPreset.OfTexts with { Name = FineGrainedPreset.Default.Name }, FineGrainedVariant.Apply(FineGrainedPreset.Default, "pair-paths"));

    [Theory]
    [InlineData("counts")]
    [InlineData("drawn-filters")]
    [InlineData("more-words")]
    [InlineData("wide")]
    public void Apply_PairPathsWithAnother_DoesNotDependOnTheOrder(string other)
    {
        var first = FineGrainedVariant.Apply(FineGrainedPreset.Default, $"pair-paths+{other}");
        Assert.Equal(first, FineGrainedVariant.Apply(FineGrainedPreset.Default, $"{other}+pair-paths"));
        Assert.NotEqual(FineGrainedVariant.Apply(FineGrainedPreset.Default, "pair-paths"), first);
    }
}
