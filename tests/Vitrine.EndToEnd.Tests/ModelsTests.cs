using System.Text.Json.Nodes;
using Vitrine.Workbench.Experiments;

namespace Vitrine.EndToEnd.Tests;

/// <summary>Models that are listed, travel to another store, and go on from each other.</summary>
public sealed class ModelsTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public void Models_OfAStore_AreListedWithTheirOrigin()
    {
        var name = shop.SearchableModel;
        var model = Json("models", shop.Store)["models"]!.AsArray().Single(listed => (string?)listed!["name"] == name)!;
        Assert.Equal("cca", (string?)model["method"]);
        Assert.Equal((string?)Json("inspect", shop.Store)["dataHash"], (string?)model["dataHash"]);
        Assert.Contains($"{name}: cca, preset default", CommandLineProcess.Succeed("models", shop.Store).Out);
    }

    [Fact]
    public void Models_OnAPublishedNetwork_SayWhatItIsLike()
    {
        var encoder = Path.Combine(RepositoryFolder.FullName, "tests", "Vitrine.Onnx.Tests", "Encoders", "Fixtures", "resnet");
        CommandLineProcess.Succeed("train", shop.Store, "--method", "contrastive", "--image-encoder", encoder, "--epochs", "1", "--name", "published", "--quiet");
        var network = Assert.Single(Json("models", shop.Store)["models"]!.AsArray().Single(model => (string?)model!["name"] == "published")!["networks"]!.AsArray())!;
        Assert.Equal("resnet", (string?)network["family"]);
        Assert.Equal("image", (string?)network["towers"]![0]!["takes"]);
        Assert.Matches("published: contrastive.*through resnet-[0-9a-f]{12} \\((the same bits for any|other last bits for another) number of threads\\)", CommandLineProcess.Succeed("models", shop.Store).Out);
    }

    [Fact]
    public void Models_OfAStoreWithoutAny_SayHowToTrainOne()
    {
        var bare = Import("bare.vitrine", Table, "department/group/type");
        Assert.Empty(Json("models", bare)["models"]!.AsArray());
        Assert.Contains($"vitrine train {bare}", CommandLineProcess.Succeed("models", bare).Out);
        Assert.Equal(2, CommandLineProcess.Run("models", shop.Folder.File("nowhere.vitrine")).ExitCode);
    }

    [Fact]
    public void NextSteps_FromImportToSearch_NeedNoEncodeAndNoSecondTraining()
    {
        var store = shop.Folder.File("steps.vitrine");
        Assert.Contains($"Next: vitrine train {store}", CommandLineProcess.Succeed(shop.Import(Table, store)).Out);
        var trained = CommandLineProcess.Succeed("train", store, "--method", "hichnet", "--epochs", "1", "--name", "first").Out;
        Assert.Contains("Model first: 1 epoch,", trained);
        Assert.Contains($"Next: vitrine index {store} --model first", trained);
        Assert.Contains($"Next: vitrine search {store} --model first", CommandLineProcess.Succeed("index", store, "--model", "first").Out);
        Assert.Contains($"Next: vitrine index {store} --model first", CommandLineProcess.Succeed(shop.Import(Table, store)).Out);
        CommandLineProcess.Succeed("models", "copy", $"{store}/first", store, "--name", "second", "--quiet");
        Assert.Contains($"Next: vitrine index {store} --model first; and so with second", CommandLineProcess.Succeed(shop.Import(Table, store)).Out);
    }

    [Fact]
    public void NextSteps_OfAShopModel_NameNone()
    {
        var (store, table) = (shop.Folder.File("whole.vitrine"), shop.Folder.Write("some.csv", string.Join('\n', File.ReadLines(Table).Take(61)) + "\n"));
        CommandLineProcess.Succeed(shop.Import(table, store));
        Assert.Contains(Json("train", store, "--epochs", "1")["choices"]!.AsArray(), choice => (bool)choice!["isUsed"]!);
        CommandLineProcess.Succeed("remove", store, "S00010");
        Assert.Contains($"Next: vitrine index {store}\n", CommandLineProcess.Succeed(shop.Import(table, store)).Out, StringComparison.Ordinal);
        CommandLineProcess.Succeed("index", store);
        Assert.Equal("S00010", (string?)Json("search", store, "--text", "S00010")["hits"]![0]!["id"]);
        Assert.Equal(10, Json("search", store, "--by", "codes", "--text", "boots")["hits"]!.AsArray().Count);
        Assert.NotEmpty(Json("eval", store, "--task", "pairs")["metrics"]!.AsObject());
    }

    [Fact]
    public void Index_OfAStoreWithoutModels_MakesItsWordsSearchable()
    {
        var store = Import("words.vitrine", Table, "department/group/type");
        var indexed = Json("index", store, "--language", "none");
        Assert.Equal((SmallShop.Products, "none", null), ((int)indexed["products"]!, (string?)indexed["language"], (string?)indexed["model"]));
        Assert.Matches($"^{SmallShop.Products} products are searchable by [0-9,]+ words\\.\n", CommandLineProcess.Succeed("index", store).Out);
        Assert.Contains("words (german).", CommandLineProcess.Succeed("index", store, "--language", "german").Out);
        var refused = CommandLineProcess.Run("index", store, "--language", "klingon");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("'klingon' is no language", refused.Error);
    }

    [Fact]
    public void Copy_ToAShopWithSomeOfTheSamePhotos_IsMeasuredOnTheOthers()
    {
        // Other titles fall into other parts: some photos that were learned from are among the test products there.
        var lines = File.ReadLines(Table).Select((line, number) => number == 0 ? line : string.Join(',', line.Split(',').Select((cell, column) => column == 1 ? $"article {number}" : cell)));
        var other = Import("other.vitrine", shop.Folder.Write("other.csv", string.Join('\n', lines) + "\n"), "department/group/type");
        var copied = Json("models", "copy", $"{shop.Store}/{shop.SearchableModel}", other, "--name", "from-shop");
        Assert.Equal(("from-shop", "cca"), ((string?)copied["model"], (string?)copied["method"]));
        Assert.Equal("from-shop", (string?)Json("models", other)["models"]![0]!["name"]);

        CommandLineProcess.Succeed("index", other, "--model", "from-shop", "--quiet");
        var protocol = Json("eval", other, "--model", "from-shop", "--task", "pairs", "--by", "vectors")["protocol"]!;
        var (asked, known) = ((int)protocol["queries"]!["text-to-image"]!, (int)protocol["leftOutTrained"]!["queries"]!);
        Assert.Equal((int)Json("inspect", other)["parts"]!["test"]!, asked + known);
        Assert.InRange(known, asked, 100 * asked); // four of five were learned from
        Assert.Contains($"without {known} queries that the model was trained on elsewhere", (string?)protocol["summary"]);

        var unseen = (string?)Json("eval", other, "--model", "from-shop", "--task", "shopper", "--attributes", "category", "--gallery", "unseen")["protocol"]!["gallery"];
        Assert.Matches("without [0-9]+ that the model was trained on elsewhere", unseen);

        var here = Json("eval", shop.Store, "--model", shop.SearchableModel, "--task", "pairs", "--by", "vectors")["protocol"]!;
        Assert.Equal(0, (int)here["leftOutTrained"]!["queries"]!);

        var again = CommandLineProcess.Run("models", "copy", $"{shop.Store}/{shop.SearchableModel}", other, "--name", "from-shop");
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("--name NAME", again.Error);
    }

    [Fact]
    public void Copy_ToATreeOfOtherLayers_IsRefusedWithAHint()
    {
        CommandLineProcess.Succeed("train", shop.Store, "--method", "hichnet", "--name", "layered", "--epochs", "1", "--quiet");
        var other = Import("two-layers.vitrine", Table, "department/type");
        var result = CommandLineProcess.Run("models", "copy", $"{shop.Store}/layered", other);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("category tree of 3 layers", result.Error);
        Assert.Contains("has 2", result.Error);
        Assert.Contains("hint: Train a model there", result.Error);
        Assert.Empty(Json("models", other)["models"]!.AsArray());
    }

    [Fact]
    public void Train_FromAnotherModel_SaysSoInItsCard()
    {
        var network = Path.Combine(Repository.Find().Root, "tests", "Vitrine.Models.Tests", "Encoders", "Published", "tiny-clip");
        CommandLineProcess.Succeed("train", shop.Store, "--method", "clip", "--image-encoder", network, "--name", "published", "--quiet");
        CommandLineProcess.Succeed("train", shop.Store, "--method", "contrastive", "--from", "published", "--fine-tune", "frozen", "--epochs", "1", "--name", "second", "--quiet");
        var second = Json("models", shop.Store)["models"]!.AsArray().Single(model => (string?)model!["name"] == "second")!;
        Assert.Equal("published", (string?)second["from"]);

        var result = CommandLineProcess.Run("train", shop.Store, "--method", "contrastive", "--from", shop.SearchableModel, "--name", "third");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is a model of cca", result.Error);
    }

    [Fact]
    public void Eval_OfAnUnseenGallery_SearchesNoTrainingProduct()
    {
        var coarse = Import("coarse.vitrine", Table, "department"); // large categories: a half of the test part has ten of some
        CommandLineProcess.Succeed("train", coarse, "--method", "cca", "--bits", "16", "--name", "m", "--quiet");
        CommandLineProcess.Succeed("index", coarse, "--model", "m", "--quiet");
        var eval = Json("eval", coarse, "--model", "m", "--by", "vectors", "--gallery", "unseen");
        Assert.Contains("training saw none", (string?)eval["protocol"]!["gallery"]);
        Assert.InRange((double)eval["metrics"]!["cca/category-unseen/mean/map"]!, 0.1, 1);

        var tooSmall = CommandLineProcess.Run("eval", shop.Store, "--model", shop.SearchableModel, "--gallery", "unseen");
        Assert.Equal(3, tooSmall.ExitCode);
        Assert.Contains("10 gallery products", tooSmall.Error);
        Assert.Contains("hint: ", tooSmall.Error);
    }

    private string Table => Path.Combine(shop.Files, "products.csv");

    private string Import(string store, string table, string category)
    {
        var arguments = shop.Import(table, shop.Folder.File(store));
        arguments[Array.IndexOf(arguments, "--category") + 1] = category;
        CommandLineProcess.Succeed([.. arguments, "--quiet"]);
        return shop.Folder.File(store);
    }

    private static JsonNode Json(params string[] arguments) => JsonNode.Parse(CommandLineProcess.Succeed([.. arguments, "--json", "--quiet"]).Out)!;
}
