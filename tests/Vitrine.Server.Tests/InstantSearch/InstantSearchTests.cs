namespace Vitrine.Server.Tests.InstantSearch;

/// <summary>Searches as InstantSearch's widgets send them.</summary>
public sealed class InstantSearchTests(ServedShop shop)
{
    [Fact]
    public async Task Widgets_OfAPage_GetHitsCountsAndRanges()
    {
        var (status, answer) = await shop.PostAsync("/v1/instantsearch", new
        {
            requests = (object[])
            [
                new { indexName = "shop", @params = new { query = "dress", page = 1, hitsPerPage = 5, facets = (string[])["colour", "price", "category.lvl0", "category.lvl1"], facetFilters = (object[])[(string[])["colour:red", "colour:blue"]], numericFilters = (string[])["price>=15", "price<=45"], highlightPreTag = "<b>", tagFilters = "" } },
                new { indexName = "shop", @params = new { query = "dress", hitsPerPage = 0, facets = "colour" } },
            ],
        });
        Assert.Equal(200, status);
        var first = answer["results"]![0]!;
        Assert.Equal(5, first["hits"]!.AsArray().Count);
        Assert.All(first["hits"]!.AsArray(), hit =>
        {
            Assert.Contains((string?)hit!["colour"], (string[])["red", "blue"]);
            Assert.InRange((double)hit["price"]!, 15, 45);
            Assert.NotNull((string?)hit["objectID"]);
        });
        Assert.Equal((1, 5), ((int)first["page"]!, (int)first["hitsPerPage"]!));
        Assert.True((long)first["nbPages"]! >= 2);
        Assert.Equal(6, first["facets"]!["colour"]!.AsObject().Count);
        Assert.NotNull(first["facets"]!["category.lvl1"]!["Clothes > Dress"]);
        Assert.DoesNotContain(first["facets"]!["category.lvl0"]!.AsObject(), value => value.Key.Contains('>', StringComparison.Ordinal));
        Assert.Equal(10, (double)first["facets_stats"]!["price"]!["min"]!); // as if nothing was asked of it, so that a slider has its ends
        Assert.Empty(answer["results"]![1]!["hits"]!.AsArray());
    }

    [Fact]
    public async Task Params_AsTheTextOfAnAddress_AreRead()
    {
        var (status, answer) = await shop.PostAsync("/v1/instantsearch", new { requests = (object[])[new { indexName = "shop", @params = "query=&hitsPerPage=3&facetFilters=%5B%5B%22category.lvl1%3AClothes%20%3E%20Shirt%22%5D%5D" }] });
        Assert.Equal(200, status);
        Assert.All(answer["results"]![0]!["hits"]!.AsArray(), hit => Assert.Equal("Shirt", (string?)hit!["category"]![1]));
    }

    [Theory]
    [InlineData("""{"requests": [{"params": {"query": "\ud800"}}]}""")]
    [InlineData("""{"requests": [{"params": {"facetFilters": [["colour:\ud800"]]}}]}""")]
    [InlineData("""{"requests": [{"params": "facetFilters=[[\"colour:\\ud800\"]]"}]}""")]
    public async Task Text_WithHalfACharacter_IsRefused(string body)
    {
        using var content = new StringContent(body, null, "application/json");
        using var response = await shop.Client.PostAsync(new Uri("/v1/instantsearch", UriKind.Relative), content);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("half of a character", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("colour:-red", "'not'")]
    [InlineData("colour", "FIELD:VALUE")]
    [InlineData("shade:red", "colour")]
    public async Task Filter_ThatCannotBeAsked_SaysWhatCan(string filter, string says)
    {
        var (status, problem) = await shop.PostAsync("/v1/instantsearch", new { requests = (object[])[new { indexName = "shop", @params = new { facetFilters = (string[])[filter] } }] });
        Assert.Equal(400, status);
        Assert.Contains(says, $"{problem["detail"]} {problem["hint"]}");
    }
}
