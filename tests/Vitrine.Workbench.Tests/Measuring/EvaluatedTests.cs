using Vitrine.Evaluation;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests.Measuring;

public sealed class EvaluatedTests
{
    [Fact]
    public void Mean_OfDirectionsOneOfWhichHasAShortlist_IsOfWhatBothHave()
    {
        DirectionResult[] directions =
        [
            new("text-to-image", 2, 0, [Exact("mrr", 0.5, 0.1), Exact("shortlist-200-recall@10", 0.9, 0.2)]),
            new("image-to-text", 3, 1, [Exact("mrr", 0.7, 0.3)]),
        ];
        var evaluated = new Evaluated("hsl", Evaluating.Pairs, "vectors", directions, new ProtocolRecord { Gallery = "g", Relevance = "r", SelfMatch = "s" });

        var mean = evaluated.WithMean().Last();
        Assert.Equal(("mean", 5, 1), (mean.Direction, mean.Queries, mean.LeftOut));
        var measure = Assert.Single(mean.Measures);
        Assert.Equal("mrr", measure.Name);
        Assert.Equal(0.6, measure.Value.Value, 12);
        Assert.Equal(0.2, measure.Chance!.Value, 12);
        Assert.Equal(0.9, evaluated.Metrics()["hsl/pairs/text-to-image/shortlist-200-recall@10"]);
    }

    private static Measure Exact(string name, double value, double chance) => new(name, new TieAware(value, value, value), chance);
}
