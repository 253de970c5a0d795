using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests.Hashing;

[Collection(CodeShopCollection.Name)]
public sealed class OrderWithinTests(CodeShop shop)
{
    private const int Epochs = 40;

    [Fact]
    public void Codes_WithAPartThatOrders_TieLessAndFindMoreOfTheirOwnPhotos()
    {
        var (plain, ordered) = (Measured("plain", null), Measured("ordered", OrderWithin.Contrastive));
        Assert.True(ordered.Tied < 0.8 * plain.Tied, $"{ordered.Tied:P1} of the pairs of one category tied, {plain.Tied:P1} without");
        Assert.True(ordered.Recall > plain.Recall, $"R@1 of pairs {ordered.Recall:F4}, {plain.Recall:F4} without");
        Assert.True(ordered.Map > 0.9 * plain.Map, $"MAP {ordered.Map:F4}, {plain.Map:F4} without");
    }

    private (double Tied, double Recall, double Map) Measured(string name, OrderWithin? order)
    {
        Training.Run(shop.Path, "hichnet", new TrainingRequest(name) { Bits = 32, Epochs = Epochs, Hashing = new() { OrderWithin = order } });
        Indexing.Run(shop.Path, name);
        return (InspectingCodes.Run(shop.Path, name).TiedWithin, Mean(Evaluating.Pairs, "r@1"), Mean(Evaluating.Category, "map"));

        double Mean(string task, string metric) =>
            Evaluating.Run(shop.Path, name, new EvaluationRequest(task) { By = SearchBy.Codes }).WithMean().Last().Measures.Single(measure => measure.Name == metric).Value.Value;
    }
}
