using Outside.Centroids;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>A method of another assembly, which sees nothing that is internal to Vitrine.</summary>
[LawsOf("centroids")]
public sealed class OutsideLaws(OutsideLaws.Trained trained) : ModelLaws(trained), IClassFixture<OutsideLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new CentroidMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            Method.Train(Shop.Data, new TrainingRequest(name), cancellation: cancellation);
    }
}
