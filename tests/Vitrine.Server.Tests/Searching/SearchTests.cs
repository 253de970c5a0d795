namespace Vitrine.Server.Tests.Searching;

/// <summary>POST /v1/search.</summary>
public sealed class SearchTests(ServedShop shop)
{
    [Fact]
    public async Task Search_Words_FindsProductsThatHaveThem()
    {
        var (status, answer) = await shop.PostAsync("/v1/search", new { text = "red dress", count = 3 });
        Assert.Equal(200, status);
        var hits = answer["hits"]!.AsArray();
        Assert.Equal(3, hits.Count);
        Assert.All(hits, hit => Assert.StartsWith("red dress", (string?)hit!["title"], StringComparison.Ordinal));
        Assert.Equal("red", (string?)hits[0]!["attributes"]!["colour"]);
        Assert.Equal("S", (string?)hits[0]!["attributes"]!["size"]![0]);
        Assert.Equal("red dress", (string?)answer["understood"]!["text"]);
    }

    [Theory]
    [InlineData("""{"text": ""}""", "bad-query", "empty")]
    [InlineData("""{"text": "red", "count": 0}""", "bad-query", "1 to 200")]
    [InlineData("""{"text": "red", "count": "many"}""", "bad-request", "a whole number from 1 to 200")]
    [InlineData("""{"text": "red", "cuont": 3}""", "bad-request", "'cuont'")]
    [InlineData("""{"text": "red", "text": "blue"}""", "bad-request", "twice")]
    [InlineData("""{"text": "red", "category": "Hats"}""", "bad-query", "Clothes")]
    [InlineData("""{"text": """, "bad-request", "no JSON")]
    [InlineData("null", "bad-request", "null")]
    public async Task Search_WhatCannotBeAnswered_SaysCauseAndFix(string body, string kind, string says)
    {
        using var content = new StringContent(body, null, "application/json");
        using var response = await shop.Client.PostAsync(new Uri("/v1/search", UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"/problems/{kind}\"", text);
        Assert.Contains(says, text);
        Assert.Contains("\"hint\":\"", text);
    }
}
