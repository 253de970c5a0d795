using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests.Measuring;

/// <summary>A model that came from another store is not asked about what it learned there.</summary>
public sealed class ForeignTrainingTests : IDisposable
{
    private const string Model = "cca";

    // Photo 500 + i is that of training product i of the first shop.
    private readonly HandShop first = new([.. Enumerable.Range(0, 12).Select(i => new HandProduct(Part.Train, "Shoes/Boot") { Photo = HandShop.PhotoOf(500 + i) })]);

    public ForeignTrainingTests() => Training.Run(first.Path, "cca", new TrainingRequest(Model) { Bits = 2 });

    public void Dispose() => first.Dispose();

    [Fact]
    public void Pairs_OfACopiedModel_LeaveOutTheProductsThatItKnowsAndCountThem()
    {
        var test = new HandProduct(Part.Test, "Shoes/Boot");
        using var second = Second(test with { Photo = HandShop.PhotoOf(500) }, test, test, test with { Photo = HandShop.PhotoOf(503) }, test);
        var evaluated = Evaluating.Run(second.Path, Model, new EvaluationRequest(Evaluating.Pairs));

        Assert.Equal(3, evaluated.Directions[0].Queries);
        Assert.Equal(new LeftOutTrained(2), evaluated.LeftOutTrained);
        Assert.Equal(2, (int)evaluated.ProtocolJson()["leftOutTrained"]!["queries"]!);
        Assert.Contains("without 2 queries that the model was trained on elsewhere", evaluated.Protocol.ToCaption(), StringComparison.Ordinal);
    }

    [Fact]
    public void Category_OfACopiedModelAndAnUnseenGallery_LeavesOutGalleryProductsToo()
    {
        var asks = new HandProduct(Part.Test, "Shoes/Boot");
        var searched = asks with { IsInFirstHalf = false };
        using var second = Second([asks, asks with { Photo = HandShop.PhotoOf(501) }, .. searched.Times(10), searched with { Photo = HandShop.PhotoOf(502) }]);
        var evaluated = Evaluating.Run(second.Path, Model, new EvaluationRequest(Evaluating.Category) { Gallery = GalleryRule.Unseen });

        Assert.Equal(1, evaluated.Directions[0].Queries);
        Assert.Equal(new LeftOutTrained(1, 1), evaluated.LeftOutTrained);
        Assert.Equal(1, evaluated.Metrics()["cca/category-unseen/mean/map"], 12); // ten boots are left to find, and nothing else
    }

    [Fact]
    public void Pairs_OfProductsThatTheCopiedModelKnowsAll_AreRefusedInASentence()
    {
        using var second = Second(new HandProduct(Part.Test, "Shoes/Boot") { Photo = HandShop.PhotoOf(504) });
        var error = Assert.Throws<MeasurementException>(() => Evaluating.Run(second.Path, Model, new EvaluationRequest(Evaluating.Pairs)));
        Assert.Contains("trained elsewhere on all 1 test products", error.Message, StringComparison.Ordinal);
        Assert.Contains("train a model here", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_OfTheTrainingPart_AskWithWhatWasLearnedByHeart()
    {
        using var second = Second(new HandProduct(Part.Train, "Shoes/Boot") { Photo = HandShop.PhotoOf(505) }, new HandProduct(Part.Train, "Shoes/Boot"));
        var evaluated = Evaluating.Run(second.Path, Model, new EvaluationRequest(Evaluating.Pairs) { Part = Part.Train });
        Assert.Equal((2, default), (evaluated.Directions[0].Queries, evaluated.LeftOutTrained));
    }

    [Fact]
    public void Eval_OfAModelForAnotherDepthOfTree_IsRefused()
    {
        using var second = Second(new HandProduct(Part.Test, "Shoes/Boot"));
        var directory = ModelDirectory.Of(second.Store, Model);
        directory.WriteCard(directory.ReadCard() with { Layers = 3 });
        var error = Assert.Throws<UsageException>(() => Evaluating.Run(second.Path, Model, new EvaluationRequest(Evaluating.Pairs)));
        Assert.Contains("3 layers", error.Message, StringComparison.Ordinal);
    }

    private HandShop Second(params IReadOnlyList<HandProduct> products)
    {
        var shop = new HandShop(products);
        ModelCopy.Copy(ModelDirectory.Of(first.Store, Model), new StoreTrainingData(shop.Store), Model);
        Indexing.Run(shop.Path, Model);
        return shop;
    }
}
