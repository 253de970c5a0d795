using System.Text.Json.Nodes;

namespace Vitrine.EndToEnd.Tests;

/// <summary>What a shopkeeper does on the command line: look at suggestions, write rules, read what people asked, take synonyms.</summary>
public sealed class ShopkeeperTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public void Suggest_ABeginning_ShowsWhatTheShopHas()
    {
        _ = shop.SearchableModel;
        Assert.Contains("boots", CommandLineProcess.Succeed("suggest", shop.Store, "boo").Out);
        var found = Json("suggest", shop.Store, "S00010")["suggestions"]!.AsArray();
        Assert.Equal(("product", "S00010"), ((string?)found[^1]!["kind"], (string?)found[^1]!["id"]));
        Assert.Contains("Nothing of the shop begins so", CommandLineProcess.Succeed("suggest", shop.Store, "xyzzy").Out);
    }

    [Fact]
    public void Rules_AFile_IsCheckedAndHolds()
    {
        _ = shop.SearchableModel;
        var file = Path.Combine(shop.Store, "rules.txt");
        try
        {
            File.WriteAllText(file, "for red boots: pin S00010 at 1\nfor red boots: go to https://shop.example/boots\n");
            Assert.Contains("pin S00010 at 1 (holds)", CommandLineProcess.Succeed("rules", shop.Store).Out);
            Assert.Contains("Product S00010 stands at place 1. The query is 'red boots'.", CommandLineProcess.Succeed("rules", shop.Store, "--for", "Red Boot").Out);
            var answer = Json("search", shop.Store, "--model", shop.SearchableModel, "--text", "red boots");
            Assert.Equal(("S00010", "https://shop.example/boots"), ((string?)answer["hits"]![0]!["id"], (string?)answer["redirect"]));
            Assert.Empty(Json("search", shop.Store, "--model", shop.SearchableModel, "--text", "red boots", "--no-rules")["rules"]!.AsArray());

            File.AppendAllText(file, "for boots: pin NOBODY at 1\n");
            var missing = CommandLineProcess.Run("rules", shop.Store);
            Assert.Equal(3, missing.ExitCode);
            Assert.Contains("does nothing: There is no product 'NOBODY'.", missing.Out);
            File.WriteAllText(file, "boots first\n");
            var wrong = CommandLineProcess.Run("search", shop.Store, "--text", "boots");
            Assert.Equal(3, wrong.ExitCode);
            Assert.Contains("rules.txt, line 1", wrong.Error);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Queries_WhatWasAsked_IsToldAndMeasured()
    {
        var model = shop.SearchableModel;
        CommandLineProcess.Succeed("search", shop.Store, "--model", model, "--text", "not written down");
        var id = (string)Json("search", shop.Store, "--model", model, "--text", "boots", "--log")["queryId"]!;
        CommandLineProcess.Succeed("search", shop.Store, "--model", model, "--text", "xyzzyplugh", "--log");
        var clicks = shop.Folder.File("clicks.ndjson");
        File.WriteAllText(clicks, """{"action_name":"click","query_id":"QUERY","client_id":"c","timestamp":"2026-11-29T12:00:00Z","event_attributes":{"object":{"object_id":"S00010"},"position":{"ordinal":1}}}""".Replace("QUERY", id, StringComparison.Ordinal));
        Assert.Contains("0 queries and 1 clicks", CommandLineProcess.Succeed("queries", "import", shop.Store, clicks).Out);
        var report = Json("queries", shop.Store, "--since", "30d", "--qrels", shop.Folder.File("clicks.qrels"));
        Assert.Equal((2, 1, "xyzzyplugh"), ((int)report["queries"]!, (int)report["clicks"]!, (string?)report["neverFound"]![0]!["text"]));
        Assert.Equal("1 0 S00010 1\n", File.ReadAllText(shop.Folder.File("clicks.qrels")));
        Assert.Equal(1, (int)Json("eval", shop.Store, "--model", model, "--task", "judged")["protocol"]!["queries"]!);
    }

    [Fact]
    public void Synonyms_AFile_IsCheckedAndAddedTo()
    {
        var file = Path.Combine(shop.Store, "synonyms.txt");
        try
        {
            File.WriteAllText(file, "boots, wellies\nxyzzy => plugh\n");
            var told = CommandLineProcess.Succeed("synonyms", shop.Store, "--model", shop.SearchableModel).Out;
            Assert.Contains("'xyzzy' finds nothing: no product has 'plugh'.", told);
            File.WriteAllText(file, "boots\n");
            Assert.Contains("synonyms.txt, line 1", CommandLineProcess.Run("synonyms", shop.Store).Error);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static JsonNode Json(params string[] arguments) => JsonNode.Parse(CommandLineProcess.Succeed([.. arguments, "--json", "--quiet"]).Out)!;
}
