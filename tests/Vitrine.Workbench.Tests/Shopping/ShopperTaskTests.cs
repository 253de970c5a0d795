using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Search.Queries;
using Vitrine.Workbench.Shopping;

namespace Vitrine.Workbench.Tests.Shopping;

/// <summary>The whole task on a small shop with a real model.</summary>
public sealed class ShopperTaskTests
{
    [Fact]
    public void Run_ATrainedModel_MeasuresEverySignalAndTheSearchItself()
    {
        using var shop = new ColourShop();
        var result = Run(shop, "colour");
        string[] names = ["words", "title", "photo", "traits", "rrf", "search", "words-shown", "search-shown"];
        Assert.Equal(names, result.Contestants.Select(contestant => contestant.Name));
        var metrics = result.Metrics();
        Assert.Equal(1, metrics["cca-search-shown/shopper/as-is/ndcg@10"]); // who sees the attributes finds what has them
        Assert.All(names, name => Assert.InRange(metrics[$"cca-{name}/shopper/as-is/ndcg@10"], 0, 1));
        Assert.Equal(metrics.Keys, result.PerQuery().Select(pair => pair.Key));

        var json = result.ToJson();
        Assert.Equal(metrics["cca-title/shopper/unknown-word/p@10"], (double)json["metrics"]!["cca-title/shopper/unknown-word/p@10"]!, 6);
        Assert.Contains("attributes and names of categories hidden", (string)json["protocol"]!["gallery"]!, StringComparison.Ordinal);
        Assert.Equal(["colour", "category"], ((JsonArray)json["protocol"]!["attributes"]!).Select(name => (string)name!));
        Assert.Equal(result.Groups.Sum(group => group.Value), (int)json["protocol"]!["queries"]!["as-is"]!);
    }

    [Fact]
    public void Run_Twice_GivesTheSameFigures()
    {
        using var shop = new ColourShop();
        Assert.Equal(Run(shop, "colour").ToJson().ToJsonString(), Run(shop, "colour").ToJson().ToJsonString());
    }

    [Fact]
    public void Run_ThePartForTraining_IsAWrongUse()
    {
        using var shop = new ColourShop();
        Assert.Throws<UsageException>(() => ShopperTask.Run(shop.Path, "cca", new ShopperRequest { Queries = new() { Part = Part.Train } }));
    }

    [Fact]
    public void Run_AShopWithoutValues_SaysWhatIsMissing()
    {
        using var shop = new HandShop(new HandProduct(Part.Train, "Boots").Times(30));
        Train(shop.Store);
        var error = Assert.Throws<MeasurementException>(() => ShopperTask.Run(shop.Path, "cca", new ShopperRequest()));
        Assert.Contains("one category and no attributes", error.Message, StringComparison.Ordinal);
        Assert.Contains("--attribute", error.Hint, StringComparison.Ordinal);
    }

    private static ShopperResult Run(ColourShop shop, string attribute)
    {
        Train(shop.Store);
        return ShopperTask.Run(shop.Path, "cca", new ShopperRequest { Queries = new ShopperOptions { Part = Part.Test, Attributes = [[attribute, "category"], ["category"]] } }, "cca");
    }

    private static void Train(CatalogueStore store)
    {
        Methods.Find("cca").Train(new StoreTrainingData(store), new TrainingRequest("cca") { Bits = 2 });
        ShopIndexing.Run(store.Path, "cca");
    }
}
