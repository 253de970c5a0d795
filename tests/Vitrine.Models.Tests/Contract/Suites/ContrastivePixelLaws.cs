using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;
using Vitrine.Models.Tests.Contrastive;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>A small network from pixels.</summary>
[LawsOf("contrastive")]
public sealed class ContrastivePixelLaws(ContrastivePixelLaws.Trained trained) : ModelLaws(trained), IClassFixture<ContrastivePixelLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new ContrastiveMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            new ContrastiveMethod().Train(Shop.Data, new TrainingRequest(name), ContrastiveTiny.Preset, cancellation: cancellation);
    }
}
