using System.Text.Json.Nodes;
using Vitrine.Catalogue.Images;
using Vitrine.Workbench.Experiments;

namespace Vitrine.EndToEnd.Tests;

/// <summary>A model that compares the regions of photos, from training to the explanation of a hit, each step as its own process.</summary>
public sealed class RegionTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public void Line_ModelOfTheBestRegionOnANetworksMap_SearchesEvaluatesAndExplains()
    {
        const string Model = "regions";
        var network = Path.Combine(Repository.Find().Root, "tests", "Vitrine.Models.Tests", "Encoders", "Published", "tiny-clip");
        CommandLineProcess.Succeed("train", shop.Store, "--method", "hsl", "--variant", "max", "--epochs", "18", "--image-encoder", network, "--name", Model, "--quiet");
        CommandLineProcess.Succeed("index", shop.Store, "--model", Model, "--quiet");

        var folder = shop.Folder.File("why");
        var hits = Json("search", shop.Store, "--model", Model, "--text", "red boots", "-k", "3", "--by", "vectors", "--explain", folder)["hits"]!.AsArray();
        Assert.Equal(3, hits.Count);
        Assert.Equal(hits.Select(hit => (float)hit!["score"]!).OrderDescending(), hits.Select(hit => (float)hit!["score"]!));

        var explanation = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "explanation.json")))!;
        Assert.Equal("red boots", (string?)explanation["text"]);
        Assert.Equal(hits.Select(hit => (string?)hit!["id"]), explanation["hits"]!.AsArray().Select(hit => (string?)hit!["id"]));
        foreach ((var hit, var explained) in hits.Zip(explanation["hits"]!.AsArray()))
        {
            Assert.Equal((float)hit!["score"]!, (float)explained!["score"]!, 0.05f); // the search reads vectors of half precision
            Assert.Equal((float)explained["score"]!, explained["shares"]!.AsArray().Sum(share => (float)share!["value"]!), 1e-2f);
            Assert.Equal(17, explained["regions"]!.AsArray().Count);
            var picture = ImageDecoder.Decode(File.ReadAllBytes(Path.Combine(folder, (string)explained["picture"]!)));
            Assert.Equal(384, Math.Max(picture.Width, picture.Height));
        }

        var eval = Json("eval", shop.Store, "--model", Model, "--task", "pairs");
        var recall = (double)eval["metrics"]!["hsl-small-max/pairs/text-to-image/r@10"]!;
        var chance = (double)eval["chance"]!["hsl-small-max/pairs/text-to-image/r@10"]!;
        Assert.True(recall > 2 * chance, $"R@10 is {recall}, chance {chance}.");
    }

    [Fact]
    public void Explain_APictureOnAModelOfWholePhotos_SharesTheScoreOut()
    {
        var (folder, photo) = (shop.Folder.File("shares"), Path.Combine(shop.Files, "images", "S00010.jpg"));
        Json("search", shop.Store, "--model", shop.SearchableModel, "--image", photo, "-k", "2", "--explain", folder);
        var hits = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "explanation.json")))!["hits"]!.AsArray();
        Assert.Equal(2, hits.Count);
        foreach (var hit in hits)
        {
            Assert.Equal((float)hit!["score"]!, hit["shares"]!.AsArray().Sum(share => (float)share!["value"]!), 1e-3f);
            Assert.Empty(hit["regions"]!.AsArray());
            Assert.Null(hit["picture"]);
        }
    }

    private static JsonNode Json(params string[] arguments) => JsonNode.Parse(CommandLineProcess.Succeed([.. arguments, "--json", "--quiet"]).Out)!;
}
