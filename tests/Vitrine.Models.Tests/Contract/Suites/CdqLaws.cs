using Vitrine.Models.Baselines.Cdq;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>Vectors that two bytes stand for.</summary>
[LawsOf("cdq")]
public sealed class CdqLaws(CdqLaws.Trained trained) : ModelLaws(trained), IClassFixture<CdqLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new CdqMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            new CdqMethod().Train(Shop.Data, new TrainingRequest(name) { Bits = 16 }, DeepHashTiny.Preset, cancellation: cancellation);
    }
}
