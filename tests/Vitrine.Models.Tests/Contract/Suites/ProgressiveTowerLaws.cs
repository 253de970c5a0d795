using Vitrine.Models.Tests.Progressive;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>A residual, and both towers learning.</summary>
[LawsOf("progressive")]
public sealed class ProgressiveTowerLaws(ProgressiveTowerLaws.Trained trained) : ModelLaws(trained), IClassFixture<ProgressiveTowerLaws.Trained>
{
    public sealed class Trained() : ProgressiveShop("towers-learn");
}
