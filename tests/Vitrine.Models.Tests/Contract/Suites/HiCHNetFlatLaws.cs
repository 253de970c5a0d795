using Vitrine.Models.Contract;
using Vitrine.Models.HiCHNet;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>A code of one layer and two words.</summary>
[LawsOf("hichnet")]
public sealed class HiCHNetFlatLaws(HiCHNetFlatLaws.Trained trained) : ModelLaws(trained), IClassFixture<HiCHNetFlatLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new HiCHNetMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            new HiCHNetMethod().Train(Shop.Data, new TrainingRequest(name) { Bits = 70, Flat = true }, HiCHNetTiny.Preset, cancellation: cancellation);
    }
}
