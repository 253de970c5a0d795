using Vitrine.Models.Baselines.Dch;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>A code of two words.</summary>
[LawsOf("dch")]
public sealed class DchLaws(DchLaws.Trained trained) : ModelLaws(trained), IClassFixture<DchLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new DchMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            Method.Train(Shop.Data, new TrainingRequest(name) { Bits = 70 }, cancellation: cancellation);
    }
}
