using Vitrine.Models.Contract;
using Vitrine.Models.Hsl;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>The largest over regions: parts are scored.</summary>
[LawsOf("hsl")]
public sealed class HslMaxLaws(HslMaxLaws.Trained trained) : ModelLaws(trained), IClassFixture<HslMaxLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new HslMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            Method.Train(Shop.Data, new TrainingRequest(name) { Epochs = 2, Variant = "max" }, cancellation: cancellation);
    }
}
