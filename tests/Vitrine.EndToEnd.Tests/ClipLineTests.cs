using System.Text.Json.Nodes;

namespace Vitrine.EndToEnd.Tests;

/// <summary>A published CLIP through the command line: as it is, and fine-tuned. The network is tiny and random, so what is found means nothing; that it is found does.</summary>
public sealed class ClipLineTests(SmallShop shop) : IClassFixture<SmallShop>
{
    private static readonly string Clip = Path.Combine(RepositoryFolder.FullName, "tests", "Vitrine.Models.Tests", "Encoders", "Published", "tiny-clip");

    [Theory]
    [InlineData("clip", "clip")]
    [InlineData("contrastive-frozen", "contrastive", "--fine-tune", "frozen", "--epochs", "2")]
    [InlineData("contrastive-last", "contrastive", "--fine-tune", "last", "--epochs", "1")]
    public void Line_TrainEncodeIndexSearchEval_Works(string model, string method, params string[] options)
    {
        var trained = Json(["train", shop.Store, "--method", method, "--image-encoder", Clip, .. options]);
        Assert.Equal((model, method), ((string?)trained["model"], (string?)trained["method"]));
        Assert.Equal(16, (int)Json("encode", shop.Store, "--model", model)["dimensions"]!);
        CommandLineProcess.Succeed("index", shop.Store, "--model", model, "--quiet");

        var photo = Path.Combine(shop.Files, "images", "S00010.jpg");
        Assert.Equal("S00010", (string?)Json("search", shop.Store, "--model", model, "--image", photo, "-k", "1")["hits"]![0]!["id"]);
        Assert.Equal(5, Json("search", shop.Store, "--model", model, "--text", "red boots", "-k", "5", "--by", "vectors")["hits"]!.AsArray().Count);
        Assert.NotEmpty(Json("eval", shop.Store, "--model", model, "--task", "pairs")["metrics"]!.AsObject());
    }

    [Fact]
    public void Train_FineTuneWithoutAClip_IsAWrongUse()
    {
        var result = CommandLineProcess.Run("train", shop.Store, "--method", "contrastive", "--fine-tune", "all");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--image-encoder DIR", result.Error);
    }

    private static JsonNode Json(params string[] arguments) => JsonNode.Parse(CommandLineProcess.Succeed([.. arguments, "--json", "--quiet"]).Out)!;
}
