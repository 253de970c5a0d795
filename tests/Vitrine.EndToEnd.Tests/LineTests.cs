using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Vitrine.EndToEnd.Tests;

/// <summary>From files to found products, each step as its own process.</summary>
public sealed class LineTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public void Inspect_AfterImport_CountsEveryProductOnce()
    {
        var store = Json("inspect", shop.Store);
        Assert.Equal(SmallShop.Products, (int)store["products"]!);
        Assert.Equal(SmallShop.Products, store["parts"]!.AsObject().Sum(part => (int)part.Value!));
        Assert.Equal(SmallShop.Products, store["categories"]!.AsArray().Sum(category => (int)category!["products"]!));
        Assert.Equal(["department", "group", "type"], store["layers"]!.AsArray().Select(layer => (string?)layer!["name"]));
        Assert.Equal(64, ((string)store["dataHash"]!).Length);
    }

    [Fact]
    public void Inspect_LabelsOfAModel_ShowsHardPairsAndDrawsThem()
    {
        CommandLineProcess.Succeed("train", shop.Store, "--method", "contrastive", "--epochs", "1", "--labels", "fine-grained", "--name", "labelled", "--quiet");
        var sheet = Path.Combine(shop.Files, "hard-pairs.png");
        var chart = Path.Combine(shop.Files, "labels.svg");
        var labels = Json("inspect", shop.Store, "--labels", "labelled", "--pairs", "3", "--sheet", sheet, "--chart", chart);
        Assert.Equal(9, labels["labels"]!.AsArray().Count);
        Assert.Equal(3, labels["hardPositives"]!.AsArray().Count);
        Assert.All(labels["hardNegatives"]!.AsArray(), pair => Assert.NotEqual((string?)pair!["one"]!["category"], (string?)pair["other"]!["category"]));
        Assert.True(new FileInfo(sheet).Length > 1000);
        Assert.Equal(2 * 9, File.ReadAllText(chart).Split("<circle ").Length - 1);

        var model = shop.SearchableModel;
        var without = CommandLineProcess.Run("inspect", shop.Store, "--labels", model);
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("--labels fine-grained", without.Error, StringComparison.Ordinal);
        Assert.Equal(2, CommandLineProcess.Run("inspect", shop.Store, "--sheet", sheet).ExitCode);
    }

    [Fact]
    public void Import_TheSameAgain_ChangesNothing()
    {
        var before = (string)Json("inspect", shop.Store)["dataHash"]!;
        var again = Json(shop.Import(Path.Combine(shop.Files, "products.csv"), shop.Store));
        Assert.Equal(SmallShop.Products, (int)again["unchanged"]!);
        Assert.Equal(0, (int)again["added"]! + (int)again["updated"]! + (int)again["skipped"]!);
        Assert.Equal(before, (string?)Json("inspect", shop.Store)["dataHash"]);
    }

    [Fact]
    public void Import_IntoAStoreWithModels_SaysHowToIndex()
    {
        _ = shop.SearchableModel;
        Assert.Contains("Next: vitrine index ", CommandLineProcess.Succeed([.. shop.Import(Path.Combine(shop.Files, "products.csv"), shop.Store), "--sync"]).Out);
    }

    [Fact]
    public void Line_TrainEncodeIndexSearchEval_FindsProductsBetterThanChance()
    {
        const string Model = "line";
        Train(Model, "--epochs", "80");
        CommandLineProcess.Succeed("encode", shop.Store, "--model", Model, "--quiet");
        CommandLineProcess.Succeed("index", shop.Store, "--model", Model, "--quiet");

        var hits = Json("search", shop.Store, "--model", Model, "--text", "boots", "-k", "7", "--by", "codes")["hits"]!.AsArray();
        Assert.Equal(7, hits.Count);
        Assert.All(hits, hit => Assert.Equal((int)hit!["distance"]!, hit["layerDistances"]!.AsArray().Sum(bits => (int)bits!)));
        Assert.Equal(hits.Select(hit => (int)hit!["distance"]!).Order(), hits.Select(hit => (int)hit!["distance"]!));

        var photo = Path.Combine(shop.Files, "images", "S00010.jpg");
        var same = Json("search", shop.Store, "--model", Model, "--image", photo, "-k", "400")["hits"]!.AsArray();
        Assert.Equal(0, (int)same.Single(hit => (string?)hit!["id"] == "S00010")!["distance"]!);

        var shoes = Json("search", shop.Store, "--model", Model, "--text", "boots", "-k", "400", "--category", "footwear", "--by", "codes")["hits"]!.AsArray();
        Assert.NotEmpty(shoes);
        Assert.All(shoes, hit => Assert.Equal("Footwear", (string?)hit!["category"]![0]));

        var table = CommandLineProcess.Succeed("search", shop.Store, "--model", Model, "--text", "boots").Out;
        Assert.Contains("category", table);

        var eval = Json("eval", shop.Store, "--model", Model, "--task", "category");
        var map = (double)eval["metrics"]!["hichnet-64/category/mean/map-layer-1"]!;
        var chance = (double)eval["chance"]!["hichnet-64/category/mean/map-layer-1"]!;
        Assert.True(map > chance + 0.1, $"MAP of the coarsest layer is {map}, chance {chance}.");
        var bounds = eval["bounds"]!["hichnet-64/category/mean/map"]!.AsArray();
        Assert.InRange((double)eval["metrics"]!["hichnet-64/category/mean/map"]!, (double)bounds[0]!, (double)bounds[1]!);
        Assert.NotNull(eval["protocol"]!["splitHash"]);

        var pairs = Json("eval", shop.Store, "--model", Model, "--task", "pairs");
        Assert.InRange((double)pairs["metrics"]!["hichnet-64/pairs/text-to-image/r@10"]!, 0, 1);
    }

    [Fact]
    public void Train_SameSeed_GivesTheSameBytesWithOneAndTwoThreads()
    {
        var one = Train("one", "--epochs", "2", "--seed", "5", "--threads", "1");
        var two = Train("two", "--epochs", "2", "--seed", "5", "--threads", "2");
        var other = Train("other", "--epochs", "2", "--seed", "6", "--threads", "2");
        Assert.Equal(one, two);
        Assert.NotEqual(one, other);
        Assert.Equal(File.ReadAllBytes(Weights("one")), File.ReadAllBytes(Weights("two")));
        Assert.Equal(Hits("one", "1"), Hits("two", "2"));

        string Hits(string model, string threads)
        {
            CommandLineProcess.Succeed("index", shop.Store, "--model", model, "--threads", threads, "--quiet");
            return Json("search", shop.Store, "--model", model, "--text", "red boots", "-k", "400", "--threads", threads)["hits"]!.ToJsonString();
        }
    }

    [Fact]
    public async Task Train_Interrupted_LeavesAUsableModelAndResumesToTheSameBytes()
    {
        var whole = Train("whole", "--epochs", "30");
        using (var process = CommandLineProcess.Start("train", shop.Store, "--method", "hichnet", "--name", "cut", "--epochs", "30"))
        {
            var error = "";
            while (await process.StandardError.ReadLineAsync() is { } line)
            {
                error += line + "\n";
                if (line.StartsWith("Training cut"))
                {
                    // Not SIGINT, which a shell without job control starts background commands to ignore.
                    using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
                    await kill.WaitForExitAsync();
                    break;
                }
            }

            error += await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 1, error);
            Assert.Contains("stopped", error);
            Assert.Contains("add --resume", error);
        }

        CommandLineProcess.Succeed("encode", shop.Store, "--model", "cut", "--quiet");
        Assert.Equal(whole, Train("cut", "--epochs", "30", "--resume"));
    }

    [Fact]
    public void Vectors_OfAModelThatGivesThem_AreSearchedEvaluatedAndExported()
    {
        var model = shop.SearchableModel;
        var hits = Json("search", shop.Store, "--model", model, "--text", "boots", "--by", "vectors", "-k", "5")["hits"]!.AsArray();
        float[] scores = [.. hits.Select(hit => (float)hit!["score"]!)];
        Assert.Equal(5, scores.Length);
        Assert.Equal(scores.OrderDescending(), scores);

        var eval = Json("eval", shop.Store, "--model", model, "--by", "vectors");
        Assert.True((double)eval["metrics"]!["cca/category/mean/map"]! > (double)eval["chance"]!["cca/category/mean/map"]!);

        string file = shop.Folder.File("photos.npy"), ids = shop.Folder.File("ids.txt");
        var export = Json("export", shop.Store, "--model", model, "--out", file, "--ids", ids);
        Assert.Equal(SmallShop.Products, (int)export["vectors"]!);
        Assert.Equal(SmallShop.Products, File.ReadAllLines(ids).Length);
        Assert.True(new FileInfo(file).Length > SmallShop.Products * (int)export["dimensions"]! * sizeof(float));
    }

    [Fact]
    public void Eval_PartValidation_ComparesProductsOfThatPartAlone()
    {
        var products = (int)Json("inspect", shop.Store)["parts"]!["validation"]!;
        var pairs = Json("eval", shop.Store, "--model", shop.SearchableModel, "--task", "pairs", "--part", "validation");
        Assert.Equal("validation", (string?)pairs["protocol"]!["part"]);
        Assert.Equal("validation products", (string?)pairs["protocol"]!["gallery"]);
        Assert.Equal(products, (int)pairs["protocol"]!["queries"]!["text-to-image"]!);

        var category = Json("eval", shop.Store, "--model", shop.SearchableModel, "--part", "validation");
        Assert.Equal("training products", (string?)category["protocol"]!["gallery"]);
        var queries = (int)category["protocol"]!["queries"]!["text-to-image"]! + (int)category["protocol"]!["leftOut"]!["text-to-image"]!;
        Assert.Equal(products, queries);

        Assert.Equal("test", (string?)Json("eval", shop.Store, "--model", shop.SearchableModel)["protocol"]!["part"]);
        var train = CommandLineProcess.Run("eval", shop.Store, "--model", shop.SearchableModel, "--part", "train");
        Assert.Equal(2, train.ExitCode);
        Assert.Contains("--task pairs", train.Error);
    }

    [Fact]
    public void Eval_PairsOfTrain_AskWithTheProductsThatWereLearned()
    {
        var products = (int)Json("inspect", shop.Store)["parts"]!["train"]!;
        var pairs = Json("eval", shop.Store, "--model", shop.SearchableModel, "--task", "pairs", "--part", "train");
        Assert.Equal("train products", (string?)pairs["protocol"]!["gallery"]);
        Assert.Equal(products, (int)pairs["protocol"]!["queries"]!["text-to-image"]!);
    }

    [Fact]
    public void Index_VectorFormat_IsWhatASearchReads()
    {
        var model = shop.SearchableModel;
        var halves = Search();
        Assert.Equal("int8", (string?)Json("index", shop.Store, "--model", model, "--vector-format", "int8")["vectorFormat"]);
        var bytes = Search();
        Assert.Equal("int8", (string?)Json("index", shop.Store, "--model", model)["vectorFormat"]); // kept until another is asked for
        Assert.Equal("float16", (string?)Json("index", shop.Store, "--model", model, "--vector-format", "float16")["vectorFormat"]);
        Assert.Equal(halves, Search());
        Assert.NotEqual(halves, bytes);

        string[] Search() =>
            [.. Json("search", shop.Store, "--model", model, "--text", "boots", "--by", "vectors")["hits"]!.AsArray().Select(hit => hit!.ToJsonString())];
    }

    [Fact]
    public void Search_BeforeIndex_SaysWhatToRun()
    {
        Train("bare", "--epochs", "1");
        var result = CommandLineProcess.Run("search", shop.Store, "--model", "bare", "--text", "boots");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("vitrine index", result.Error);
    }

    private string Train(string name, params string[] options) =>
        (string)Json(["train", shop.Store, "--method", "hichnet", "--name", name, .. options])["weightsHash"]!;

    private string Weights(string name) => Path.Combine(shop.Store, "models", name, "model.safetensors");

    private static JsonNode Json(params string[] arguments) => JsonNode.Parse(CommandLineProcess.Succeed([.. arguments, "--json", "--quiet"]).Out)!;
}
