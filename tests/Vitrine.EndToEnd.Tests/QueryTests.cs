using System.Text.Json.Nodes;

namespace Vitrine.EndToEnd.Tests;

/// <summary>Searches of more than words: products like another, a picture and what to change, words that count against.</summary>
public sealed class QueryTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public void Like_AProduct_FindsItFirstAndThenOthers()
    {
        var hits = Hits("--like", "S00010", "-k", "3");
        Assert.Equal("S00010", (string?)hits[0]!["id"]);
        Assert.Equal(Ids(Hits("--image", Photo, "-k", "3")), Ids(hits)); // its photo says the same

        Assert.Contains("no product 'S99999'", Fails("--like", "S99999"));
        Assert.Equal("S00010", (string?)Hits("--like", "S00010", "--image", Photo, "-k", "1")[0]!["id"]); // two pictures of it
        Assert.Contains("--text WORDS", Fails("--not", "red"));
    }

    [Fact]
    public void Text_WithAPicture_ChangesWhatIsFound()
    {
        var (alike, changed) = (Hits("--image", Photo, "-k", "400"), Hits("--image", Photo, "--text", "green", "-k", "400"));
        Assert.Equal(SmallShop.Products, changed.Count);
        Assert.True(MeanRank(changed, "green") < MeanRank(alike, "green"), $"{MeanRank(changed, "green")} against {MeanRank(alike, "green")}");
    }

    [Fact]
    public void Not_AColour_SetsItBack()
    {
        var (with, without) = (Hits("--text", "red boots", "-k", "400"), Hits("--text", "boots", "--not", "red", "-k", "400"));
        Assert.True(MeanRank(without, "red") > MeanRank(with, "red"), $"{MeanRank(without, "red")} against {MeanRank(with, "red")}");
        var plain = Hits("--text", "boots", "-k", "400");
        Assert.True(MeanRank(without, "red") > MeanRank(plain, "red"), $"{MeanRank(without, "red")} against {MeanRank(plain, "red")}");
    }

    [Fact]
    public void Unknown_Words_AreNamed()
    {
        Assert.Equal(["zxqv"], Unknown(Json("--text", "boots zxqv")));
        Assert.Empty(Unknown(Json("--text", "boots")));
        Assert.Contains("Not known: zxqv.", CommandLineProcess.Succeed(Search("--text", "boots zxqv")).Out);
        Assert.Contains("The model knows none of the words (zxqv). Titles were searched for them, and none has any.", CommandLineProcess.Succeed(Search("--text", "zxqv")).Out);
    }

    [Fact]
    public void Where_AValueOfAnAttribute_LeavesItsProducts()
    {
        string[] search = ["search", shop.Store, "--model", shop.SearchableModel];
        var found = JsonNode.Parse(CommandLineProcess.Succeed([.. search, "--where", "colour=red", "--facet", "colour", "--facet", "category", "-k", "400", "--json", "--quiet"]).Out)!;
        var hits = found["hits"]!.AsArray();
        Assert.NotEmpty(hits);
        Assert.All(hits, hit => Assert.Equal("red", (string?)hit!["attributes"]!["colour"]));
        Assert.Equal(hits.Count, (long)found["total"]!);
        var colours = found["facets"]![0]!["values"]!.AsArray(); // as if none was asked for
        Assert.True(colours.Count > 1);
        Assert.Equal(SmallShop.Products, colours.Sum(colour => (long)colour!["count"]!));
        Assert.Equal(hits.Count, found["facets"]![1]!["values"]!.AsArray().Where(branch => !((string)branch!["value"]!).Contains('/')).Sum(branch => (long)branch!["count"]!));
        Assert.Contains("colour: ", CommandLineProcess.Succeed([.. search, "--text", "boots", "--facet", "colour"]).Out);
        Assert.Contains("There are: category,", CommandLineProcess.Run([.. search, "--where", "weight=1"]).Error);
        Assert.Contains("'red' is no condition", CommandLineProcess.Run([.. search, "--where", "red"]).Error);
    }

    private string Photo => Path.Combine(shop.Files, "images", "S00010.jpg");

    private string[] Search(params string[] query) => ["search", shop.Store, "--model", shop.SearchableModel, "--by", "vectors", .. query];

    private JsonNode Json(params string[] query) => JsonNode.Parse(CommandLineProcess.Succeed([.. Search(query), "--json", "--quiet"]).Out)!;

    private JsonArray Hits(params string[] query) => Json(query)["hits"]!.AsArray();

    private string Fails(params string[] query)
    {
        var result = CommandLineProcess.Run(Search(query));
        Assert.True(result.ExitCode == 2, $"{result}");
        return result.Error;
    }

    private static IEnumerable<string?> Unknown(JsonNode answer) => answer["unknown"]!.AsArray().Select(word => (string?)word);

    private static IEnumerable<string?> Ids(JsonArray hits) => hits.Select(hit => (string?)hit!["id"]);

    private static double MeanRank(JsonArray hits, string colour) =>
        hits.Index().Where(hit => (string?)hit.Item!["attributes"]!["colour"] == colour).Average(hit => hit.Index + 1.0);
}
