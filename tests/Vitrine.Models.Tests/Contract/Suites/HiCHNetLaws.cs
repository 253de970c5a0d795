using Vitrine.Models.Contract;
using Vitrine.Models.HiCHNet;

namespace Vitrine.Models.Tests.Contract.Suites;

[LawsOf("hichnet")]
public sealed class HiCHNetLaws(HiCHNetLaws.Trained trained) : ModelLaws(trained), IClassFixture<HiCHNetLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new HiCHNetMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            new HiCHNetMethod().Train(Shop.Data, new TrainingRequest(name) { Bits = 40 }, HiCHNetTiny.Preset, cancellation: cancellation);
    }
}
