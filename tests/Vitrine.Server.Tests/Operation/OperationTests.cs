using System.Net;
using System.Text.Json.Nodes;

namespace Vitrine.Server.Tests.Operation;

/// <summary>What whoever runs a server sees of it.</summary>
public sealed class OperationTests(ServedShop shop)
{
    [Fact]
    public async Task Health_OfAnOpenShop_SaysWhatItServes()
    {
        var (status, health) = await shop.GetAsync("/health");
        Assert.Equal(200, status);
        Assert.Equal("ready", (string?)health["status"]);
        Assert.Equal(SquareShop.Products + 1, (int)health["products"]!);
        Assert.True((bool)health["takesPictures"]!);
        Assert.Null(health["note"]);
    }

    [Fact]
    public async Task Shop_AfterASearch_TellsModelsFieldsAndHowFastItIs()
    {
        await shop.PostAsync("/v1/search", new { text = "red" });
        var (_, keeper) = await shop.GetAsync("/v1/shop");
        Assert.Equal(SquareShop.Products, (int)keeper["photos"]!);
        Assert.True((long)keeper["latency"]!["searches"]! > 0);
        Assert.True((double)keeper["latency"]!["p50"]! <= (double)keeper["latency"]!["p99"]!);
        var (_, models) = await shop.GetAsync("/v1/models");
        Assert.Equal("cca", (string?)models["models"]![0]!["method"]);
        var (_, fields) = await shop.GetAsync("/v1/fields");
        Assert.Equal(["category", "colour", "price", "size"], fields["fields"]!.AsArray().Select(field => (string?)field!["name"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Metrics_AfterASearch_CountItInPrometheusText()
    {
        await shop.PostAsync("/v1/search", new { text = "red" });
        var text = await shop.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("# TYPE vitrine_search_duration_seconds histogram\n", text);
        Assert.Matches("vitrine_search_duration_seconds_count\\{kind=\"words\"\\} [1-9]", text);
        Assert.Matches("vitrine_search_duration_seconds_bucket\\{kind=\"words\",le=\"\\+Inf\"\\} [1-9]", text);
        Assert.Contains("http_server_request_duration_seconds_bucket{", text);
        Assert.Contains("dotnet_process_memory_working_set_bytes ", text);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^(# (HELP|TYPE) [a-z_0-9]+ .*|[a-z_0-9]+(\\{.*\\})? [-+0-9.eE]+)$", line));
    }

    [Fact]
    public async Task Description_OfTheApi_HasEveryPath()
    {
        var api = JsonNode.Parse(await shop.Client.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;
        var paths = api["paths"]!.AsObject().Select(path => path.Key).ToArray();
        Assert.Empty(((string[])["/v1/search", "/v1/search/batch", "/v1/products/{id}", "/v1/products/{id}/image", "/v1/tree", "/v1/fields", "/v1/models", "/v1/embed", "/v1/instantsearch", "/v1/shop", "/health", "/alive", "/metrics"]).Except(paths));
        var search = api["paths"]!["/v1/search"]!["post"]!;
        Assert.Contains("red dress under 50", api.ToJsonString());
        Assert.NotNull(search["responses"]!["200"]!["content"]);
    }

    [Fact]
    public async Task Page_AtTheRoot_IsThere()
    {
        using var response = await shop.Client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }
}
