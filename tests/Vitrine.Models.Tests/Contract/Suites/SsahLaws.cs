using Vitrine.Models.Baselines.Ssah;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>Two networks that learned from a third and two discriminators.</summary>
[LawsOf("ssah")]
public sealed class SsahLaws(SsahLaws.Trained trained) : ModelLaws(trained), IClassFixture<SsahLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new SsahMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            new SsahMethod().Train(Shop.Data, new TrainingRequest(name) { Bits = 16 }, DeepHashTiny.Preset, cancellation: cancellation);
    }
}
