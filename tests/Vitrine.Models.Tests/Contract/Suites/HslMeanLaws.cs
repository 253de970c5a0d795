using Vitrine.Models.Contract;
using Vitrine.Models.Hsl;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>The mean over regions, which folds into one vector.</summary>
[LawsOf("hsl")]
public sealed class HslMeanLaws(HslMeanLaws.Trained trained) : ModelLaws(trained), IClassFixture<HslMeanLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new HslMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            Method.Train(Shop.Data, new TrainingRequest(name) { Epochs = 2 }, cancellation: cancellation);
    }
}
