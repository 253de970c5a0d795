using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Tests;

/// <summary>The store of squares behind a server on a free port: once for all tests that change nothing, and anew for a class that changes it.</summary>
public sealed class ServedShop : IAsyncLifetime
{
    public const string Token = "open sesame";

    private readonly SquareShop shop = new();
    private ShopServer? server;

    public HttpClient Client { get; private set; } = null!;

    public string Store => shop.Store;

    public string Url => server!.Urls[0];

    public async ValueTask InitializeAsync()
    {
        server = await ShopServer.StartAsync(new ServerOptions(shop.Store) { Urls = ["http://127.0.0.1:0"], Token = Token, RequestsPerSecond = 0 });
        Client = new HttpClient { BaseAddress = new Uri(server.Urls[0]) };
    }

    /// <summary>Posts JSON and reads JSON.</summary>
    internal async Task<(int Status, JsonNode Body)> PostAsync(string path, object body)
    {
        using var response = await Client.PostAsJsonAsync(path, body);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    internal async Task<(int Status, JsonNode Body)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server!.DisposeAsync();
        shop.Dispose();
    }
}
