using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Tests.Encoders.Published;

namespace Vitrine.Models.Tests.Contract.Suites;

[LawsOf("clip")]
public sealed class ClipLaws(ClipLaws.Trained trained) : ModelLaws(trained), IClassFixture<ClipLaws.Trained>
{
    /// <summary>It reads pieces of words.</summary>
    protected override bool KnowsAllWords => true;

    public sealed class Trained() : TrainedShop(new ClipMethod(), Request("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) => Method.Train(Shop.Data, Request(name), cancellation: cancellation);

        private static TrainingRequest Request(string name) => new(name) { ImageEncoder = SharedModels.Fixture("tiny-clip") };
    }
}
