using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Vitrine.Server.Tests.Searching;

/// <summary>POST /v1/search, and several at once.</summary>
public sealed class SearchTests(ServedShop shop)
{
    [Fact]
    public async Task Search_Words_FindsProductsThatHaveThem()
    {
        var (status, answer) = await shop.PostAsync("/v1/search", new { text = "red dress", count = 3, explain = true, timings = true });
        Assert.Equal(200, status);
        Assert.Equal(3, TitlesOf(answer).Length);
        Assert.All(TitlesOf(answer), title => Assert.StartsWith("red dress", title, StringComparison.Ordinal));
        var hit = answer["hits"]![0]!;
        Assert.Equal("red", (string?)hit["attributes"]!["colour"]);
        Assert.Equal("S", (string?)hit["attributes"]!["size"]![0]);
        Assert.Contains("words", hit["shares"]!.AsArray().Select(share => (string?)share!["signal"]));
        Assert.InRange((double)hit["probability"]!, 0, 1);
        Assert.True((double)answer["timings"]!["search"]! > 0);
        Assert.Equal("red dress", (string?)answer["understood"]!["text"]);
    }

    [Fact]
    public async Task Search_ASlipAndACondition_SaysHowTheyWereRead()
    {
        var (_, answer) = await shop.PostAsync("/v1/search", new { text = "red drses under 30" });
        Assert.Contains(answer["understood"]!["notes"]!.AsArray(), note => ((string)note!).Contains("'drses'", StringComparison.Ordinal));
        Assert.All(answer["hits"]!.AsArray(), hit => Assert.True((double)hit!["numbers"]!["price"]! <= 30));
    }

    [Fact]
    public async Task Search_Nothing_ShowsAllInTheOrderOfAField()
    {
        var (_, answer) = await shop.PostAsync("/v1/search", new { sort = "-price", count = 10, offset = 5 });
        Assert.Equal(SquareShop.Products + 1, (int)answer["total"]!);
        Assert.True((bool)answer["isTotalExact"]!);
        var prices = answer["hits"]!.AsArray().Select(hit => (double)hit!["numbers"]!["price"]!).ToArray();
        Assert.Equal(prices.OrderDescending(), prices);
    }

    [Fact]
    public async Task Search_Filters_LetOnlyWhatPassesThrough()
    {
        var (_, answer) = await shop.PostAsync("/v1/search", new { filters = new Dictionary<string, object> { ["colour"] = (string[])["red", "blue"], ["price"] = new { from = 20, to = 30 } }, category = (string[])["Clothes", "Dress"], count = 200 });
        var hits = answer["hits"]!.AsArray();
        Assert.NotEmpty(hits);
        Assert.All(hits, hit =>
        {
            Assert.Contains((string?)hit!["attributes"]!["colour"], (string[])["red", "blue"]);
            Assert.InRange((double)hit["numbers"]!["price"]!, 20, 30);
            Assert.Equal("Dress", (string?)hit["category"]![1]);
        });
    }

    [Fact]
    public async Task Search_Facets_CountWhatIsFound()
    {
        var (_, answer) = await shop.PostAsync("/v1/search", new { facets = (string[])["*"], filters = new { colour = "red" } });
        var facets = answer["facets"]!.AsArray().ToDictionary(facet => (string)facet!["field"]!, facet => facet!);
        Assert.Equal("keywords", (string?)facets["colour"]["kind"]);
        Assert.Equal(6, facets["colour"]["values"]!.AsArray().Count); // as if nothing was asked of it
        Assert.Equal(30, (int)facets["size"]["values"]![0]!["count"]!);
        Assert.Equal("path", (string?)facets["category"]["kind"]);
        Assert.Contains(facets["category"]["values"]!.AsArray(), value => value!["value"]!.AsArray().Count == 2);
        Assert.Equal("number", (string?)facets["price"]["kind"]);
        Assert.True((double)facets["price"]["least"]! < (double)facets["price"]["greatest"]!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Search_APicture_FindsItsColour(bool isDataUri)
    {
        var base64 = Convert.ToBase64String(SquareShop.Photo(8));
        var (status, answer) = await shop.PostAsync("/v1/search", new { image = isDataUri ? $"data:image/png;base64,{base64}" : base64, count = 5 });
        Assert.Equal(200, status);
        Assert.Equal(SquareShop.Model, (string?)answer["model"]);
        Assert.StartsWith("blue", TitlesOf(answer)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_AFormWithAPicture_FindsTheSameAsJson()
    {
        var (_, asJson) = await shop.PostAsync("/v1/search", new { images = (string[])[Convert.ToBase64String(SquareShop.Photo(8))], category = "Shoes", count = 5 });
        using var form = new MultipartFormDataContent { { new StringContent("""{"category": "Shoes", "count": 5}"""), "query" } };
        using var picture = new ByteArrayContent(SquareShop.Photo(8));
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(picture, "image", "square.png");
        using var response = await shop.Client.PostAsync(new Uri("/v1/search", UriKind.Relative), form);
        var asForm = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(TitlesOf(asJson), TitlesOf(asForm));
    }

    [Fact]
    public async Task Search_LikeAProductButChanged_TellsTheWeights()
    {
        var (status, answer) = await shop.PostAsync("/v1/search", new { like = (string[])["P0007"], text = "in red", imageWeight = 0.3, count = 3 });
        Assert.Equal(200, status);
        Assert.Equal(3, TitlesOf(answer).Length);
    }

    [Fact]
    public async Task Search_APictureExplained_SaysWhatItsPartsAddUpTo()
    {
        var (_, answer) = await shop.PostAsync("/v1/search", new { parts = (object[])[new { like = "P0008" }, new { text = "red", weight = 0.5 }], count = 3, explain = true });
        Assert.All(answer["hits"]!.AsArray(), hit =>
        {
            var shares = hit!["explanation"]!["shares"]!.AsArray();
            Assert.Equal(2, shares.Count);
            Assert.Equal((double)hit["score"]!, shares.Sum(share => (double)share!["value"]!), 1e-3);
        });
    }

    [Fact]
    public async Task Search_ACutOff_LeavesOutWhatDoesNotReachIt()
    {
        var (_, all) = await shop.PostAsync("/v1/search", new { text = "red dress", count = 100 });
        var probabilities = all["hits"]!.AsArray().Select(hit => (double)hit!["probability"]!).ToArray();
        var cutOff = (probabilities[0] + probabilities[^1]) / 2;
        var (_, some) = await shop.PostAsync("/v1/search", new { text = "red dress", count = 100, cutOff });
        Assert.Equal(probabilities.Count(probability => probability >= cutOff), some["hits"]!.AsArray().Count);
        Assert.InRange(some["hits"]!.AsArray().Count, 1, probabilities.Length - 1);
    }

    [Theory]
    [InlineData("dress")]
    [InlineData(null)]
    public async Task Search_GroupedByAField_ShowsTheBestOfEachValue(string? text)
    {
        var (status, answer) = await shop.PostAsync("/v1/search", new { text, category = "Clothes/Dress", groupBy = "colour", count = 50 });
        Assert.Equal(200, status);
        Assert.Equal(6, (int)answer["total"]!);
        Assert.Equal(6, answer["hits"]!.AsArray().Select(hit => (string?)hit!["attributes"]!["colour"]).Distinct().Count());
        Assert.Equal(6, answer["hits"]!.AsArray().Count);
    }

    [Fact]
    public async Task Search_AVectorThatEmbedMade_FindsTheSameAsItsPicture()
    {
        var picture = Convert.ToBase64String(SquareShop.Photo(8));
        var (_, embedded) = await shop.PostAsync("/v1/embed", new { image = picture });
        var (_, byPicture) = await shop.PostAsync("/v1/search", new { image = picture, category = "Shoes", count = 5 });
        var (status, byVector) = await shop.PostAsync("/v1/search", new { vector = embedded["vector"], category = "Shoes", count = 5 });
        Assert.Equal(200, status);
        Assert.Equal(TitlesOf(byPicture), TitlesOf(byVector));
    }

    [Fact]
    public async Task Search_APartThatCountsAgainst_TakesItAway()
    {
        var (status, less) = await shop.PostAsync("/v1/search", new { parts = (object[])[new { text = "dress" }, new { text = "red", weight = -2 }], count = 10 });
        var (_, more) = await shop.PostAsync("/v1/search", new { parts = (object[])[new { text = "dress" }, new { text = "red", weight = 2 }], count = 10 });
        Assert.Equal(200, status);
        Assert.True(Red(more) > Red(less), $"{Red(more)} red ones when wanted, {Red(less)} when not");

        static int Red(JsonNode answer) => TitlesOf(answer).Count(title => title.StartsWith("red", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"text": ""}""", 400, "bad-query", "empty")]
    [InlineData("""{"text": "red", "count": 0}""", 400, "bad-query", "1 to 200")]
    [InlineData("""{"text": "red", "count": "many"}""", 400, "bad-request", "a whole number from 1 to 200")]
    [InlineData("""{"text": "red", "count": 1e99}""", 400, "bad-request", "a whole number from 1 to 200")]
    [InlineData("""{"text": "red", "cuont": 3}""", 400, "bad-request", "'cuont'")]
    [InlineData("""{"text": "red", "text": "blue"}""", 400, "bad-request", "twice")]
    [InlineData("""{"text": "red", "category": "Hats"}""", 400, "bad-query", "Clothes")]
    [InlineData("""{"filters": {"colr": "red"}}""", 400, "bad-query", "colour")]
    [InlineData("""{"filters": {"price": "cheap"}}""", 400, "bad-query", "'cheap'")]
    [InlineData("""{"filters": {"colour": {"from": 1}}}""", 400, "bad-query", "texts")]
    [InlineData("""{"filters": {"colour": []}}""", 400, "bad-request", "filters")]
    [InlineData("""{"sort": "colour"}""", 400, "bad-query", "colour")]
    [InlineData("""{"groupBy": "price"}""", 400, "bad-query", "no texts")]
    [InlineData("""{"like": "none"}""", 400, "bad-query", "'none'")]
    [InlineData("""{"vector": [1, 2]}""", 400, "bad-query", "2 numbers")]
    [InlineData("""{"vector": [1, 2], "text": "red"}""", 400, "bad-query", "alone")]
    [InlineData("""{"code": "AAAAAAAAAAA="}""", 400, "bad-query", "compares vectors")]
    [InlineData("""{"code": "AAA="}""", 400, "bad-query", "64 bits")]
    [InlineData("""{"parts": [null]}""", 400, "bad-query", "null")]
    [InlineData("""{"parts": [{"text": "red", "like": "P0007"}]}""", 400, "bad-query", "exactly one")]
    [InlineData("""{"parts": [{"text": "red", "weight": 0}]}""", 400, "bad-query", "weight 0")]
    [InlineData("""{"parts": [{"text": "red", "weight": -1}]}""", 400, "bad-query", "negative")]
    [InlineData("""{"image": "https://shop.example/a.jpg"}""", 400, "bad-query", "no address is fetched")]
    [InlineData("""{"image": "!!"}""", 400, "bad-query", "no base64")]
    [InlineData("""{"image": "aGVsbG8="}""", 422, "unreadable-picture", "JPEG")]
    [InlineData("""{"text": """, 400, "bad-request", "no JSON")]
    [InlineData("null", 400, "bad-request", "null")]
    [InlineData("[]", 400, "bad-request", "hint")]
    public async Task Search_WhatCannotBeAnswered_SaysCauseAndFix(string body, int status, string kind, string says)
    {
        using var content = new StringContent(body, null, "application/json");
        using var response = await shop.Client.PostAsync(new Uri("/v1/search", UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"/problems/{kind}\"", text);
        Assert.Contains(says, text);
        Assert.Contains("\"hint\":\"", text);
        Assert.DoesNotContain(shop.Store, text);
    }

    [Fact]
    public async Task Batch_WithOneThatFails_HasItsProblemInItsPlace()
    {
        var (status, answer) = await shop.PostAsync("/v1/search/batch", new { queries = (object[])[new { text = "red dress", count = 1 }, new { text = "" }, new { txt = "red" }, new { count = 2 }] });
        Assert.Equal(200, status);
        var answers = answer["answers"]!.AsArray();
        Assert.StartsWith("red dress", TitlesOf(answers[0]!)[0], StringComparison.Ordinal);
        Assert.Equal("/problems/bad-query", (string?)answers[1]!["type"]);
        Assert.Equal("/problems/bad-request", (string?)answers[2]!["type"]);
        Assert.Equal(2, TitlesOf(answers[3]!).Length);
    }

    [Fact]
    public async Task Search_FromManyClientsAtOnce_AnswersEachAsAlone()
    {
        string[] texts = ["red dress", "blue boot", "green shirt", "drses in black", "white boots under 40", "shirt without red"];
        var alone = new Dictionary<string, string[]>();
        foreach (var text in texts)
            alone[text] = TitlesOf((await shop.PostAsync("/v1/search", new { text })).Body);
        var together = await Task.WhenAll(Enumerable.Range(0, 120).Select(async i => (Text: texts[i % texts.Length], Found: TitlesOf((await shop.PostAsync("/v1/search", new { text = texts[i % texts.Length] })).Body))));
        Assert.All(together, answer => Assert.Equal(alone[answer.Text], answer.Found));
    }

    private static string[] TitlesOf(JsonNode answer) => [.. answer["hits"]!.AsArray().Select(hit => (string)hit!["title"]!)];
}
