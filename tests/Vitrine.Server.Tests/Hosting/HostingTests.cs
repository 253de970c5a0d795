using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vitrine.Search.Shop;
using Vitrine.Server.Hosting;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Tests.Hosting;

/// <summary>The API inside of another ASP.NET application, beside that application's own paths.</summary>
public sealed class HostingTests : IAsyncLifetime
{
    private readonly SquareShop shop = new();
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddVitrine(new ServerOptions(shop.Store) { Token = ServedShop.Token });
        app = builder.Build();
        app.MapGet("/own", (VitrineShop vitrine) => vitrine.Ask(search => search.Answer(new ShopQuery { Text = "red dress", Count = 1 }).Hits[0].Product.Title));
        app.MapVitrine("/shop").Add(endpoint => endpoint.Metadata.Add("of the shop"));
        await app.StartAsync();
        client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        shop.Dispose();
    }

    [Fact]
    public async Task MapVitrine_BelowAPrefix_Answers()
    {
        using var response = await client.PostAsJsonAsync("/shop/v1/search", new { text = "red dress", count = 2 });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.All(answer["hits"]!.AsArray(), hit => Assert.StartsWith("red dress", (string?)hit!["title"], StringComparison.Ordinal));
        Assert.Equal("ready", (string?)(await client.GetFromJsonAsync<JsonNode>("/shop/health"))!["status"]);
    }

    [Fact]
    public async Task AddVitrine_ForTheApplicationsOwnCode_AnswersToo() =>
        Assert.StartsWith("red dress", await client.GetStringAsync(new Uri("/own", UriKind.Relative)), StringComparison.Ordinal);

    [Fact]
    public async Task MapVitrine_WhatCannotBeAnswered_SaysCauseAndFix()
    {
        using var response = await client.PostAsJsonAsync("/shop/v1/search", new { text = "" });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var unknown = await client.GetAsync(new Uri("/shop/v1/products/none", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task MapVitrine_Writes_TakeTheToken()
    {
        using var refused = await client.DeleteAsync(new Uri("/shop/v1/products/P0003", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/shop/v1/products/P0003?wait=true");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ServedShop.Token);
        using var done = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        using var gone = await client.GetAsync(new Uri("/shop/v1/products/P0003", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public void MapVitrine_ItsEndpoints_TakeWhatTheApplicationAsks()
    {
        var below = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/shop", StringComparison.Ordinal)).ToArray();
        Assert.True(below.Length > 10);
        Assert.All(below, endpoint => Assert.Contains("of the shop", endpoint.Metadata.OfType<string>()));
    }

    [Fact]
    public void AddVitrine_Twice_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddVitrine(new ServerOptions("a")).AddVitrine(new ServerOptions("b")));
}
