using Vitrine.Models.Baselines.Vse;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>Vectors of regions without parts.</summary>
[LawsOf("vse")]
public sealed class VseLaws(VseLaws.Trained trained) : ModelLaws(trained), IClassFixture<VseLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new VseMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            Method.Train(Shop.Data, new TrainingRequest(name) { Epochs = 2 }, cancellation: cancellation);
    }
}
