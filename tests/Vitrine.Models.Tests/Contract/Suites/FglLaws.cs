using Vitrine.Models.Contract;
using Vitrine.Models.FineGrained;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>With labels, representations trained on pairs alone.</summary>
[LawsOf("fgl")]
public sealed class FglLaws(FglLaws.Trained trained) : ModelLaws(trained), IClassFixture<FglLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new FglMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            new FglMethod().Train(Shop.Data, new TrainingRequest(name), FineGrainedTiny.Pairs, cancellation: cancellation);
    }
}
