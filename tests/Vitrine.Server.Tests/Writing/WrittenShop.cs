using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Tests.Writing;

/// <summary>The store of squares behind a server that takes writes.</summary>
public sealed class WrittenShop : IAsyncLifetime
{
    public const string Token = "let me in";

    private readonly SquareShop shop = new();
    private ShopServer? server;

    /// <summary>Shows the token.</summary>
    public HttpClient Client { get; private set; } = null!;

    public string Store => shop.Store;

    public async ValueTask InitializeAsync()
    {
        server = await ShopServer.StartAsync(new ServerOptions(shop.Store) { Urls = ["http://127.0.0.1:0"], Token = Token, RequestsPerSecond = 0 });
        Client = new HttpClient { BaseAddress = new Uri(server.Urls[0]) };
        Client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
    }

    internal Task<(int Status, JsonNode Body)> PutAsync(string id, object product) => SendAsync(HttpMethod.Put, $"/v1/products/{Uri.EscapeDataString(id)}?wait=true", JsonContent.Create(product));

    internal Task<(int Status, JsonNode Body)> PatchAsync(string id, object product) => SendAsync(HttpMethod.Patch, $"/v1/products/{Uri.EscapeDataString(id)}?wait=true", JsonContent.Create(product));

    internal Task<(int Status, JsonNode Body)> DeleteAsync(string id) => SendAsync(HttpMethod.Delete, $"/v1/products/{Uri.EscapeDataString(id)}?wait=true", null);

    internal Task<(int Status, JsonNode Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>The ids that a search finds.</summary>
    internal async Task<string[]> FindAsync(string text)
    {
        var (_, found) = await SendAsync(HttpMethod.Post, "/v1/search", JsonContent.Create(new { text, count = 200 }));
        return [.. found["hits"]!.AsArray().Select(hit => (string)hit!["id"]!)];
    }

    /// <summary>Sends lines and reads those of the answer.</summary>
    internal async Task<JsonNode[]> StreamAsync(params string[] lines)
    {
        using var content = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");
        using var answer = await Client.PostAsync(new Uri("/v1/products", UriKind.Relative), content);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        return [.. (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    internal async Task<(int Status, JsonNode Body)> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        using var answer = await Client.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server!.DisposeAsync();
        shop.Dispose();
    }
}
