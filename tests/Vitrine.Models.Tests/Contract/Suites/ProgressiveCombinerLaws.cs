using Vitrine.Models.Tests.Progressive;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>CLIP4Cir's combiner.</summary>
[LawsOf("progressive")]
public sealed class ProgressiveCombinerLaws(ProgressiveCombinerLaws.Trained trained) : ModelLaws(trained), IClassFixture<ProgressiveCombinerLaws.Trained>
{
    public sealed class Trained() : ProgressiveShop("combiner");
}
