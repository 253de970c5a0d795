using Vitrine.Models.Baselines.Scan;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>Parts that words look at.</summary>
[LawsOf("scan")]
public sealed class ScanLaws(ScanLaws.Trained trained) : ModelLaws(trained), IClassFixture<ScanLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new ScanMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            Method.Train(Shop.Data, new TrainingRequest(name) { Epochs = 2 }, cancellation: cancellation);
    }
}
