using System.Net;
using System.Net.Http.Json;
using System.Text;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Tests.Writing;

/// <summary>Writes that cannot be: each is told what was found, what was expected and what to do, and changes nothing.</summary>
public sealed class BadWriteTests(WrittenShop shop) : IClassFixture<WrittenShop>
{
    [Theory]
    [InlineData("""{"category": "Clothes"}""", 400, "no title")]
    [InlineData("""{"title": "x"}""", 400, "no category")]
    [InlineData("""{"title": " ", "category": "Clothes"}""", 400, "'title' is empty")]
    [InlineData("""{"title": "x", "category": []}""", 400, "'category' is ''")]
    [InlineData("""{"title": "x", "category": "Clothes//Shirt"}""", 400, "Clothes//Shirt")]
    [InlineData("""{"title": "x", "category": "Clothes", "colour": "red"}""", 400, "'colour' is not known")]
    [InlineData("""{"title": "x", "category": "Clothes", "numbers": {"price": "cheap"}}""", 400, "numbers")]
    [InlineData("""{"title": "x", "category": "Clothes", "numbers": {"price": 1e999}}""", 400, "numbers")]
    [InlineData("""{"title": "x", "category": "Clothes", "attributes": {"": "red"}}""", 400, "'attributes' is empty")]
    [InlineData("""{"title": "x", "category": "Clothes", "images": ["https://example.org/a.jpg"]}""", 400, "address")]
    [InlineData("""{"title": "x", "category": "Clothes", "images": ["???"]}""", 400, "no base64")]
    [InlineData("""{"title": "x", "category": "Clothes", "images": ["AAAA"]}""", 422, "")]
    [InlineData("""{"title": "x", "category": "Clothes" """, 400, "Line 1")]
    [InlineData("null", 400, "null")]
    [InlineData("[]", 400, "")]
    public async Task Put_OfABadProduct_IsRefused(string product, int expected, string says)
    {
        var (status, problem) = await shop.SendAsync(HttpMethod.Put, "/v1/products/bad", new StringContent(product, Encoding.UTF8, "application/json"));
        Assert.Equal(expected, status);
        Assert.Contains(says, (string?)problem["detail"]);
        Assert.NotEmpty((string)problem["hint"]!);
        Assert.Equal(404, (await shop.GetAsync("/v1/products/bad")).Status);
    }

    [Fact]
    public async Task Put_OfTooMuch_IsRefused()
    {
        Assert.Contains("letters", (string?)(await shop.PutAsync("bad", new { title = new string('x', 1001), category = "Clothes" })).Body["detail"]);
        Assert.Contains("entries", (string?)(await shop.PutAsync("bad", new { title = "x", category = "Clothes", images = Enumerable.Repeat("AAAA", 21) })).Body["detail"]);
        Assert.Contains("letters", (string?)(await shop.PutAsync(new string('i', 501), new { title = "x", category = "Clothes" })).Body["detail"]);
        Assert.Contains("control", (string?)(await shop.PutAsync("a\u0001b", new { title = "x", category = "Clothes" })).Body["detail"]);
    }

    [Fact]
    public async Task Put_OfAnotherMediaType_Is415()
    {
        Assert.Equal(415, (await shop.SendAsync(HttpMethod.Put, "/v1/products/bad", new StringContent("title: x", Encoding.UTF8, "text/yaml"))).Status);
        Assert.Equal(415, (await shop.SendAsync(HttpMethod.Post, "/v1/products", new StringContent("{}", Encoding.UTF8, "application/json"))).Status);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("let me in please", HttpStatusCode.Unauthorized)]
    public async Task Write_WithoutTheToken_IsRefused(string? token, HttpStatusCode expected)
    {
        using var client = new HttpClient { BaseAddress = shop.Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        using var put = await client.PutAsJsonAsync("/v1/products/P0001", new { title = "x", category = "Clothes" });
        using var delete = await client.DeleteAsync(new Uri("/v1/products/P0001", UriKind.Relative));
        using var stream = await client.PostAsync(new Uri("/v1/products", UriKind.Relative), new StringContent("{}", Encoding.UTF8, "application/x-ndjson"));
        Assert.Equal([expected, expected, expected], new[] { put.StatusCode, delete.StatusCode, stream.StatusCode });
    }

    [Theory]
    [InlineData(WrittenShop.Token, true, HttpStatusCode.Conflict)]
    [InlineData(null, false, HttpStatusCode.Forbidden)]
    public async Task Write_ToAServerThatTakesNone_SaysSo(string? token, bool isReadOnly, HttpStatusCode expected)
    {
        using var other = new SquareShop();
        await using var server = await ShopServer.StartAsync(new ServerOptions(other.Store) { Urls = ["http://127.0.0.1:0"], Token = token, IsReadOnly = isReadOnly });
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls[0]) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", WrittenShop.Token);
        using var answer = await client.PutAsJsonAsync("/v1/products/P0001", new { title = "x", category = "Clothes" });
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Start_OfASecondServerThatWrites_SaysSo()
    {
        await shop.PatchAsync("P0003", new { description = "Written." }); // from the first write on
        var refused = await Assert.ThrowsAnyAsync<Catalogue.CatalogueException>(() => ShopServer.StartAsync(new ServerOptions(shop.Store) { Urls = ["http://127.0.0.1:0"], Token = "t" }));
        Assert.Contains("being written by another process", refused.Message, StringComparison.Ordinal);
    }
}
