using Vitrine.Models.Baselines.Cca;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>Codes and vectors.</summary>
[LawsOf("cca")]
public sealed class CcaLaws(CcaLaws.Trained trained) : ModelLaws(trained), IClassFixture<CcaLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new CcaMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            Method.Train(Shop.Data, new TrainingRequest(name) { Bits = 8 }, cancellation: cancellation);
    }
}
