using System.Text.Json.Nodes;

namespace Vitrine.EndToEnd.Tests;

/// <summary>What is done with codes on the command line: options of a training, weights, health, runs side by side.</summary>
public sealed class CodeLineTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public void Codes_FromTrainingToComparison_GoTheirWay()
    {
        CommandLineProcess.Succeed("train", shop.Store, "--method", "hichnet", "--bit-split", "4,4,16", "--rho", "0.1,0.2,0.7", "--lambda", "0.4", "--epochs", "8", "--name", "codes", "--quiet");
        CommandLineProcess.Succeed("index", shop.Store, "--model", "codes", "--quiet");
        var hits = Json("search", shop.Store, "--model", "codes", "--by", "codes", "--weighted", "--text", "shirt", "--count", "3")["hits"]!.AsArray();
        Assert.Equal(3, hits.Count);
        Assert.True((double)hits[0]!["weightedDistance"]! <= (double)hits[2]!["weightedDistance"]!);

        var health = Json("inspect", shop.Store, "--codes", "codes");
        Assert.Equal([4, 4, 16], health["bitsPerLayer"]!.AsArray().Select(bits => (int)bits!));
        Assert.Contains("bits of entropy", CommandLineProcess.Succeed("inspect", shop.Store, "--codes", "codes", "--titles").Out, StringComparison.Ordinal);

        var (plain, weighted, charts) = (shop.Folder.File("plain"), shop.Folder.File("weighted"), shop.Folder.File("charts"));
        CommandLineProcess.Succeed("eval", shop.Store, "--model", "codes", "--run", plain, "--trec", "--quiet");
        var evaluated = Json("eval", shop.Store, "--model", "codes", "--task", "category-weighted", "--run", weighted);
        Assert.True(File.Exists(Path.Combine(plain, "image-to-text.qrels.gz")));
        var compared = Json("compare", plain, weighted, "--charts", charts);
        Assert.Equal((double)evaluated["metrics"]!.AsObject().Single(metric => metric.Key.EndsWith("category/mean/map-weighted", StringComparison.Ordinal)).Value!, (double)compared["runs"]![1]!["metrics"]!["map"]!, 0.02);
        Assert.True(File.Exists(Path.Combine(charts, "precision-recall.png")));
        Assert.Contains("categories that gain", CommandLineProcess.Succeed("compare", plain, weighted).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("search {store} --text shirt --weighted", "add --by codes")]
    [InlineData("inspect {store} --titles", "--codes MODEL")]
    [InlineData("eval {store} --task pairs --run x", "--run")]
    [InlineData("eval {store} --trec", "--run DIR")]
    [InlineData("eval {store} --rescore m", "pairs-codes")]
    [InlineData("compare nowhere nothing", "is no run")]
    [InlineData("train {store} --method hichnet --rho a,b", "is no number")]
    [InlineData("train {store} --rho 0.5,0.5", "--method NAME")]
    [InlineData("train {store} --method random-rotation", "--from MODEL")]
    [InlineData("fashion-vc . --out x", "image.mat")]
    public void Codes_WrongUsage_SaysWhatToDo(string line, string said)
    {
        var result = CommandLineProcess.Run(line.Replace("{store}", shop.Store, StringComparison.Ordinal).Split(' '));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
    }

    private static JsonNode Json(params string[] arguments) => JsonNode.Parse(CommandLineProcess.Succeed([.. arguments, "--json"]).Out)!;
}
