namespace Vitrine.Server.Tests.Suggesting;

/// <summary>GET /v1/suggest.</summary>
public sealed class SuggestTests(ServedShop shop)
{
    [Theory]
    [InlineData("red%20dr", "red dress")]
    [InlineData("bo", "boot")]
    public async Task Suggest_TheBeginningOfWords_GoesOn(string typed, string expected)
    {
        var (status, answer) = await shop.GetAsync($"/v1/suggest?text={typed}&count=5");
        Assert.Equal(200, status);
        Assert.Contains(expected, answer["suggestions"]!.AsArray().Where(one => (string?)one!["kind"] == "words").Select(one => (string?)one!["text"]));
    }

    [Fact]
    public async Task Suggest_Nothing_IsEmpty() => Assert.Empty((await shop.GetAsync("/v1/suggest")).Body["suggestions"]!.AsArray());

    [Theory]
    [InlineData("count=0")]
    [InlineData("count=21")]
    [InlineData("count=many")]
    public async Task Suggest_AnotherCount_SaysWhichThereAre(string query)
    {
        var (status, problem) = await shop.GetAsync($"/v1/suggest?text=red&{query}");
        Assert.Equal(400, status);
        Assert.Contains("1 to 20", (string?)problem["detail"]);
    }

    [Fact]
    public async Task Suggest_FromManyClientsAtOnce_ProposesToEachAsAlone()
    {
        string[] typed = ["red", "blue b", "gre", "shirt m", "yelow"];
        var alone = new Dictionary<string, string>();
        foreach (var text in typed)
            alone[text] = (await shop.GetAsync($"/v1/suggest?text={text}")).Body.ToJsonString();
        var together = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i => (Text: typed[i % typed.Length], Body: (await shop.GetAsync($"/v1/suggest?text={typed[i % typed.Length]}")).Body.ToJsonString())));
        Assert.All(together, answer => Assert.Equal(alone[answer.Text], answer.Body));
    }
}
