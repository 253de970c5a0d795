using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Tests.Contrastive;
using Vitrine.Models.Tests.Encoders.Published;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>On fixed features of a network, with a text tower that reads words in their order.</summary>
[LawsOf("contrastive")]
public sealed class ContrastiveFeatureLaws(ContrastiveFeatureLaws.Trained trained) : ModelLaws(trained), IClassFixture<ContrastiveFeatureLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new ContrastiveMethod(), Request("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) => new ContrastiveMethod().Train(Shop.Data, Request(name),
            ContrastiveTiny.Preset.ForFixedFeatures() with { Epochs = 2, TextEncoder = TextEncoderKind.Transformer }, cancellation: cancellation);

        private static TrainingRequest Request(string name) => new(name) { ImageEncoder = SharedModels.Fixture("tiny-clip") };
    }
}
