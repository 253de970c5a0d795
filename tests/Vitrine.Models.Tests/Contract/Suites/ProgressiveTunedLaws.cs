using Vitrine.Models.Tests.Progressive;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>One weight for all queries, chosen on the validation part.</summary>
[LawsOf("progressive")]
public sealed class ProgressiveTunedLaws(ProgressiveTunedLaws.Trained trained) : ModelLaws(trained), IClassFixture<ProgressiveTunedLaws.Trained>
{
    public sealed class Trained() : ProgressiveShop("fixed-tuned");
}
