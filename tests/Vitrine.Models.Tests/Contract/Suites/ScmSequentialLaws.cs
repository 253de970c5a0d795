using Vitrine.Models.Baselines.Scm;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>More bits than classes.</summary>
[LawsOf("scm-se")]
public sealed class ScmSequentialLaws(ScmSequentialLaws.Trained trained) : ModelLaws(trained), IClassFixture<ScmSequentialLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new ScmSequentialMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            Method.Train(Shop.Data, new TrainingRequest(name) { Bits = 12 }, cancellation: cancellation);
    }
}
