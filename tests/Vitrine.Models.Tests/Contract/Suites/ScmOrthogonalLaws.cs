using Vitrine.Models.Baselines.Scm;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>The directions of the similarity of classes, one code of a few bits.</summary>
[LawsOf("scm-or")]
public sealed class ScmOrthogonalLaws(ScmOrthogonalLaws.Trained trained) : ModelLaws(trained), IClassFixture<ScmOrthogonalLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new ScmOrthogonalMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            Method.Train(Shop.Data, new TrainingRequest(name) { Bits = 8 }, cancellation: cancellation);
    }
}
