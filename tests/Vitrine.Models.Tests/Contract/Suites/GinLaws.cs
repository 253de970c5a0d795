using Vitrine.Models.Contract;
using Vitrine.Models.FineGrained;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>The published way: drawn pairs, raw features, counts.</summary>
[LawsOf("gin")]
public sealed class GinLaws(GinLaws.Trained trained) : ModelLaws(trained), IClassFixture<GinLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new GinMethod(), new TrainingRequest("m"))
    {
        internal override void Train(string name, CancellationToken cancellation = default) =>
            new GinMethod().Train(Shop.Data, new TrainingRequest(name), FineGrainedTiny.Paper, cancellation: cancellation);
    }
}
