using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Search;
using Vitrine.Search.Queries;
using Vitrine.Workbench.Shopping;

namespace Vitrine.Workbench.Tests.Shopping;

/// <summary>The whole task on a small shop with a real model.</summary>
public sealed class ShopperTaskTests
{
    [Fact]
    public void Run_ATrainedModel_MeasuresEachSignalAndAll()
    {
        using var shop = new ColourShop();
        var result = Run(shop);
        Assert.Equal(["words", "photo", "title", "rrf", "words-shown"], result.Contestants.Select(contestant => contestant.Name));
        var metrics = result.Metrics();
        Assert.All(["words", "photo", "title", "rrf", "words-shown"], name => Assert.InRange(metrics[$"cca-{name}/shopper/as-is/ndcg@10"], 0, 1));
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
        Assert.Equal(Run(shop).ToJson().ToJsonString(), Run(shop).ToJson().ToJsonString());
    }

    [Fact]
    public void Run_OtherValues_ChangesNothingForWhoDoesNotSeeThem()
    {
        // The same products and the same queries, once with an attribute that nobody asks for in the words of the queries.
        using var shop = new ColourShop();
        using var telling = new ColourShop(others: number => number % 2 == 0 ? "red mugs blue plates" : "plates");
        var (before, after) = (Run(shop).Metrics(), Run(telling).Metrics());
        string[] changed = [.. before.Where(pair => after[pair.Key] != pair.Value).Select(pair => pair.Key.Split('/')[0]).Distinct()];
        Assert.Equal(["cca-words-shown"], changed);
    }

    [Fact]
    public void Run_ShownValues_AreFound()
    {
        using var shop = new ColourShop();
        var metrics = Run(shop).Metrics();
        Assert.Equal(1, metrics["cca-words-shown/shopper/as-is/ndcg@10"], 12);
        Assert.True(metrics["cca-words/shopper/as-is/ndcg@10"] < 1); // no title says a colour
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

    private static ShopperResult Run(ColourShop shop)
    {
        Train(shop.Store);
        return ShopperTask.Run(shop.Path, "cca", new ShopperRequest { Queries = new ShopperOptions { Part = Part.Test, Attributes = [["colour", "category"], ["category"]] } }, "cca");
    }

    private static void Train(CatalogueStore store)
    {
        Methods.Find("cca").Train(new StoreTrainingData(store), new TrainingRequest("cca") { Bits = 2 });
        using var model = Methods.Load(store.Path, "cca");
        GalleryWriter.Update(store, "cca", model);
    }
}
