using Vitrine.Models.Baselines.Dcmh;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>As published: one network after the other, against buffers.</summary>
[LawsOf("dcmh")]
public sealed class DcmhAlternatingLaws(DcmhAlternatingLaws.Trained trained) : ModelLaws(trained), IClassFixture<DcmhAlternatingLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new DcmhMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            new DcmhMethod().Train(Shop.Data, new TrainingRequest(name) { Bits = 16 }, DeepHashTiny.Preset with { IsAlternating = true }, cancellation: cancellation);
    }
}
