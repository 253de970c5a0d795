using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Vitrine.Server.Settings;

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
        Assert.Empty(((string[])["/v1/search", "/v1/search/batch", "/v1/products/{id}", "/v1/products/{id}/image", "/v1/tree", "/v1/suggest", "/v1/fields", "/v1/models", "/v1/embed", "/v1/instantsearch", "/v1/shop", "/health", "/alive", "/metrics"]).Except(paths));
        var search = api["paths"]!["/v1/search"]!["post"]!;
        Assert.Contains("red dress under 50", api.ToJsonString());
        Assert.NotNull(search["responses"]!["200"]!["content"]);
    }

    [Fact]
    public async Task Queries_OfAServerThatLogsThem_AreToldToTheKeeper()
    {
        using var own = new SquareShop();
        await using (var server = await ShopServer.StartAsync(new ServerOptions(own.Store) { Urls = ["http://127.0.0.1:0"], LogsQueries = true }))
        {
            using var client = new HttpClient { BaseAddress = new Uri(server.Urls[0]) };
            using var found = await client.PostAsJsonAsync("/v1/search", new { text = "red dress" });
            using var notFound = await client.PostAsJsonAsync("/v1/search", new { text = "sandwich of me@shop.example" });
        }

        await using var again = await ShopServer.StartAsync(new ServerOptions(own.Store) { Urls = ["http://127.0.0.1:0"], LogsQueries = true });
        using var keeper = new HttpClient { BaseAddress = new Uri(again.Urls[0]) };
        var queries = JsonNode.Parse(await keeper.GetStringAsync(new Uri("/v1/shop", UriKind.Relative)))!["queries"]!;
        Assert.Equal(2, (int)queries["asked"]!);
        Assert.Equal("sandwich of …", (string?)queries["neverFound"]![0]!["text"]);
    }

    [Fact]
    public async Task Stopping_WhileARequestIsSent_AnswersIt()
    {
        var server = await ShopServer.StartAsync(new ServerOptions(shop.Store) { Urls = ["http://127.0.0.1:0"] });
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(server.Urls[0]).Port);
        await using var stream = client.GetStream();
        const string Body = """{"text": "red dress", "count": 1}""";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body[..10]}"));
        await Task.Delay(200); // it is being worked on
        var stopping = server.DisposeAsync().AsTask();
        await Task.Delay(200);
        Assert.False(stopping.IsCompleted);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Body[10..]));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 200 ", answer);
        Assert.Contains("red dress", answer);
        await stopping;
    }

    [Fact]
    public async Task Page_AtTheRoot_IsThere()
    {
        using var response = await shop.Client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }
}
