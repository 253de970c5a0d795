using Microsoft.AspNetCore.Builder;
using Vitrine.Catalogue;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;

namespace Vitrine.Server;

/// <summary>A store behind HTTP: the API under /v1 and the page at /.</summary>
public sealed class ShopServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly LiveShop shop;

    private ShopServer(WebApplication app, LiveShop shop) => (this.app, this.shop) = (app, shop);

    /// <summary>Where it listens, such as "http://127.0.0.1:5005".</summary>
    public IReadOnlyList<string> Urls => [.. app.Urls];

    /// <summary>Opens a store, tries it, and answers requests until this is disposed.</summary>
    /// <exception cref="UsageException">No store, not indexed, no such model, or an address that cannot be listened on.</exception>
    public static async Task<ShopServer> StartAsync(ServerOptions options, CancellationToken cancellation = default)
    {
        ListenAddress[] addresses = [.. options.Urls.Select(ListenAddress.Parse)];
        if (!options.AllowsRemote && addresses.FirstOrDefault(address => !address.IsLoopback) is { } open)
            throw new UsageException($"Other machines could reach {open.Address} port {open.Port}.", "Add --allow-remote if they are to, and read docs/security.md first.");
        if (options.IsTokenForReads && string.IsNullOrEmpty(options.Token))
            throw new UsageException("A token is to be asked for, and none is given.", "Give --token, or set VITRINE_TOKEN.");
        var shop = LiveShop.Open(options);
        var server = new ShopServer(Endpoints.Build(options, addresses, shop), shop);
        try
        {
            await server.app.StartAsync(cancellation);
            return server;
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            throw e is IOException ? new UsageException($"{string.Join(", ", options.Urls)} cannot be listened on: {e.Message}", "Choose another port with --urls, or end the program that has this one.") : e;
        }
    }

    /// <summary>Ends it: no more requests are taken, those that are worked on are answered first, for half a minute at most. A store that was written is left indexed.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await shop.DisposeAsync();
    }
}
