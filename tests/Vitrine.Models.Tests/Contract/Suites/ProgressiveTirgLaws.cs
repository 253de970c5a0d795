using Vitrine.Models.Tests.Progressive;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>TIRG.</summary>
[LawsOf("progressive")]
public sealed class ProgressiveTirgLaws(ProgressiveTirgLaws.Trained trained) : ModelLaws(trained), IClassFixture<ProgressiveTirgLaws.Trained>
{
    public sealed class Trained() : ProgressiveShop("tirg");
}
