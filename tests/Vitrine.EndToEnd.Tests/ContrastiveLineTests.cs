using System.Text.Json.Nodes;

namespace Vitrine.EndToEnd.Tests;

/// <summary>Two towers from nothing through the command line, and HSL on the network that they learned.</summary>
public sealed class ContrastiveLineTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public void Line_FromPixelsToProducts_FindsPhotosBetterThanChanceAndTeachesHsl()
    {
        const string Model = "towers";
        var card = Json("train", shop.Store, "--method", "contrastive", "--name", Model, "--epochs", "2");
        Assert.Equal("contrastive", (string?)card["method"]);
        Assert.Equal(256, (int)Json("encode", shop.Store, "--model", Model)["dimensions"]!);
        CommandLineProcess.Succeed("index", shop.Store, "--model", Model, "--quiet");

        var photo = Path.Combine(shop.Files, "images", "S00010.jpg");
        Assert.Equal("S00010", (string?)Json("search", shop.Store, "--model", Model, "--image", photo, "-k", "1")["hits"]![0]!["id"]);
        Assert.Equal(5, Json("search", shop.Store, "--model", Model, "--text", "red boots", "-k", "5", "--by", "vectors")["hits"]!.AsArray().Count);

        var types = Json("eval", shop.Store, "--model", Model, "--task", "classification", "--part", "validation");
        const string Accuracy = "contrastive/classification/image-to-category/accuracy";
        Assert.InRange((double)types["metrics"]![Accuracy]!, 0, 1);
        Assert.Equal(2, CommandLineProcess.Run("eval", shop.Store, "--model", Model, "--task", "classification", "--by", "codes").ExitCode);

        Json("train", shop.Store, "--method", "hsl", "--preset", "small", "--image-encoder", Model, "--name", "hsl", "--epochs", "1");
        Json("encode", shop.Store, "--model", "hsl");
        Assert.NotEmpty(Json("eval", shop.Store, "--model", "hsl", "--task", "pairs")["metrics"]!.AsObject());
    }

    [Fact]
    public void Classification_OfAModelOfCodes_SaysWhatToChoose()
    {
        CommandLineProcess.Succeed("train", shop.Store, "--method", "hichnet", "--name", "codes", "--epochs", "1", "--quiet");
        CommandLineProcess.Succeed("encode", shop.Store, "--model", "codes", "--quiet");
        var result = CommandLineProcess.Run("eval", shop.Store, "--model", "codes", "--task", "classification");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--method contrastive", result.Error);
    }

    private static JsonNode Json(params string[] arguments) => JsonNode.Parse(CommandLineProcess.Succeed([.. arguments, "--json", "--quiet"]).Out)!;
}
