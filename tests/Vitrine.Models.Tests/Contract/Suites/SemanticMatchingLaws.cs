using Vitrine.Models.Baselines.SemanticMatching;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract.Suites;

[LawsOf("semantic-matching")]
public sealed class SemanticMatchingLaws(SemanticMatchingLaws.Trained trained) : ModelLaws(trained), IClassFixture<SemanticMatchingLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new SemanticMatchingMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            Method.Train(Shop.Data, new TrainingRequest(name) { Epochs = 8 }, cancellation: cancellation);
    }
}
