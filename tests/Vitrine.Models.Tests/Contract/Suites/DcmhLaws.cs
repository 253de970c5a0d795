using Vitrine.Models.Baselines.Dcmh;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>Both networks at every step.</summary>
[LawsOf("dcmh")]
public sealed class DcmhLaws(DcmhLaws.Trained trained) : ModelLaws(trained), IClassFixture<DcmhLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new DcmhMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            new DcmhMethod().Train(Shop.Data, new TrainingRequest(name) { Bits = 16 }, DeepHashTiny.Preset, cancellation: cancellation);
    }
}
