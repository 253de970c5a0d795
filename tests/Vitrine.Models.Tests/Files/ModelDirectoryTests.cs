using Vitrine.Catalogue;
using Vitrine.Models.Baselines.Cca;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;

namespace Vitrine.Models.Tests.Files;

public sealed class ModelDirectoryTests : IDisposable
{
    private readonly SmallShop shop = new(30);

    public void Dispose() => shop.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../other")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public void Of_ANameThatLeavesTheStore_IsRefused(string name) =>
        Assert.Throws<UsageException>(() => ModelDirectory.Of(shop.Store, name));

    [Fact]
    public void Load_AnUnknownName_NamesTheModelsThereAre()
    {
        Train("first");
        var error = Assert.Throws<UsageException>(() => Methods.Load(shop.Store.Path, "second"));
        Assert.Contains("first", error.Message);
        Assert.Equal(["first"], ModelDirectory.Names(shop.Store));
    }

    [Fact]
    public void Load_WeightsThatAreNotTheCards_IsNoticed()
    {
        Train("m");
        var path = Path.Combine(ModelDirectory.Of(shop.Store, "m").Path, "model.safetensors");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("model.json", Assert.Throws<CatalogueException>(() => Methods.Load(shop.Store.Path, "m")).Message);
        File.Delete(path);
        Assert.Contains("missing", Assert.Throws<CatalogueException>(() => Methods.Load(shop.Store.Path, "m")).Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"method\":\"cca\"}")]
    public void Load_ADamagedCard_SaysWhichFile(string json)
    {
        Train("m");
        var path = Path.Combine(ModelDirectory.Of(shop.Store, "m").Path, "model.json");
        File.WriteAllText(path, json);
        Assert.Contains(path, Assert.Throws<BadDataException>(() => Methods.Load(shop.Store.Path, "m")).Message);
    }

    [Fact]
    public void Card_OfATrainedModel_SaysTheRevisionOfThisBuild()
    {
        Train("m");
        var card = ModelDirectory.Of(shop.Store, "m").ReadCard();
        Assert.Equal(ModelCard.OwnRevision, card.Revision);
        Assert.True(card.Revision is null || System.Text.RegularExpressions.Regex.IsMatch(card.Revision, "^[0-9a-f]{40}(-dirty)?$"), card.Revision);
    }

    [Fact]
    public void Load_AfterTraining_EncodesAsTheModelThatWasTrained()
    {
        Train("m");
        string[] texts = ["classic Boot", "modern Shirt", "words of no title"];
        using var first = Methods.Load(shop.Store.Path, "m");
        using var second = Methods.Load(shop.Store.Path, "m");
        Assert.Equal(first.Texts(texts).Vectors, second.Texts(texts).Vectors);
        var card = ModelDirectory.Of(shop.Store, "m").ReadCard();
        Assert.Equal((shop.Store.DataHash, shop.Store.SplitHash, "cca"), (card.DataHash, card.SplitHash, card.Method));
    }

    [Fact]
    public void Find_AnUnknownMethodOrPreset_NamesTheKnownOnes()
    {
        Assert.Contains("hichnet", Assert.Throws<UsageException>(() => Methods.Find("dcmh2")).Hint);
        var error = Assert.Throws<UsageException>(() => Methods.Find("hichnet").Train(shop.Data, new TrainingRequest("m") { Preset = "huge" }));
        Assert.Contains("paper", error.Hint);
    }

    private void Train(string name) => new CcaMethod().Train(shop.Data, new TrainingRequest(name) { Bits = 4 });
}
