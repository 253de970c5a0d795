using Vitrine.Models.Tests.Progressive;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>Weights of each query with a normalised residual, and a text tower that learns with them.</summary>
[LawsOf("progressive")]
public sealed class ProgressiveAdaptiveLaws(ProgressiveAdaptiveLaws.Trained trained) : ModelLaws(trained), IClassFixture<ProgressiveAdaptiveLaws.Trained>
{
    public sealed class Trained() : ProgressiveShop("text-learns");
}
