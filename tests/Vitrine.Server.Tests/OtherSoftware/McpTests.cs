using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Tests.OtherSoftware;

/// <summary>The tools for language models, by the protocol's own client.</summary>
public sealed class McpTests : IAsyncLifetime
{
    private readonly SquareShop shop = new();
    private ShopServer server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await ServeAsync(hasMcp: true);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        shop.Dispose();
    }

    [Fact]
    public async Task Tools_OfTheShop_AreSearchAndProductAndSayWhatTheyTake()
    {
        await using var client = await ConnectAsync();
        var tools = await client.ListToolsAsync(cancellationToken: Cancellation);
        Assert.Equal(["product", "search", "suggest"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        var search = tools.Single(tool => tool.Name == "search");
        var takes = search.JsonSchema.GetProperty("properties").EnumerateObject().Select(property => property.Name);
        Assert.Equal(["text", "not", "like", "category", "filters", "facets", "sort", "offset", "count"], takes);
        Assert.True(search.ProtocolTool.Annotations!.ReadOnlyHint);
    }

    [Fact]
    public async Task Search_ByATool_AnswersAsTheApiDoes()
    {
        await using var client = await ConnectAsync();
        var answer = await CallAsync(client, "search", new() { ["text"] = "red shirt", ["filters"] = new JsonObject { ["price"] = new JsonObject { ["to"] = 30 } }, ["count"] = 3 });
        Assert.Equal(3, answer["hits"]!.AsArray().Count);
        Assert.All(answer["hits"]!.AsArray(), hit => Assert.StartsWith("red shirt", (string)hit!["title"]!, StringComparison.Ordinal));

        var id = (string)answer["hits"]![0]!["id"]!;
        Assert.Equal(id, (string)(await CallAsync(client, "product", new() { ["id"] = id }))["id"]!);
        Assert.StartsWith("red", (string)(await CallAsync(client, "suggest", new() { ["text"] = "re" }))["suggestions"]![0]!["text"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("product", "id", "none", "There is no product 'none' in the store. Take the id from a hit of 'search'.")]
    [InlineData("search", "text", " ", "The text to search for is empty.")]
    [InlineData("suggest", "text", null, "nothing is proposed for more than 200")]
    [InlineData("search", "sort", "weight", "weight")]
    public async Task Tool_ThatCannotAnswer_SaysWhyAndWhatToDo(string tool, string name, string? value, string message)
    {
        await using var client = await ConnectAsync();
        var result = await client.CallToolAsync(tool, new Dictionary<string, object?> { [name] = value ?? new string('a', 201) }, cancellationToken: Cancellation);
        Assert.True(result.IsError);
        Assert.Contains(message, ((TextContentBlock)result.Content[0]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_ThatWereNotSwitchedOn_AreNotThere()
    {
        await using var plain = await ServeAsync(hasMcp: false);
        using var http = new HttpClient { BaseAddress = new Uri(plain.Urls[0]) };
        using var response = await http.PostAsync("mcp", new StringContent("{}", Encoding.UTF8, "application/json"), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Tools_WhereReadersNeedTheToken_NeedItToo()
    {
        await using var closed = await ServeAsync(hasMcp: true, isTokenForReads: true);
        using var http = new HttpClient { BaseAddress = new Uri(closed.Urls[0]) };
        using var response = await http.PostAsync("mcp", new StringContent("{}", Encoding.UTF8, "application/json"), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private Task<ShopServer> ServeAsync(bool hasMcp, bool isTokenForReads = false) => ShopServer.StartAsync(
        new ServerOptions(shop.Store) { Urls = ["http://127.0.0.1:0"], HasMcp = hasMcp, Token = ServedShop.Token, IsTokenForReads = isTokenForReads, RequestsPerSecond = 0 }, Cancellation);

    private Task<McpClient> ConnectAsync() => McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri($"{server.Urls[0]}/mcp"), TransportMode = HttpTransportMode.StreamableHttp }), cancellationToken: Cancellation);

    private static async Task<JsonNode> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: Cancellation);
        var text = ((TextContentBlock)Assert.Single(result.Content)).Text;
        Assert.False(result.IsError ?? false, text);
        return JsonNode.Parse(text)!;
    }
}
