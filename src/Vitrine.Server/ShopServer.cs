using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vitrine.Catalogue;
using Vitrine.Server.Access;
using Vitrine.Server.Operation;
using Vitrine.Server.Problems;
using Vitrine.Server.Products;
using Vitrine.Server.Searching;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;
using Vitrine.Server.Site;

namespace Vitrine.Server;

/// <summary>A store behind HTTP: the API under /v1 and the page at /.</summary>
public sealed class ShopServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly CurrentShop shops;

    private ShopServer(WebApplication app, CurrentShop shops) => (this.app, this.shops) = (app, shops);

    /// <summary>Where it listens, such as "http://127.0.0.1:5005".</summary>
    public IReadOnlyList<string> Urls => [.. app.Urls];

    /// <summary>Opens a store and answers requests until this is disposed.</summary>
    /// <exception cref="UsageException">No store, not indexed, no such model, or an address that cannot be listened on.</exception>
    public static async Task<ShopServer> StartAsync(ServerOptions options, CancellationToken cancellation = default)
    {
        ListenAddress[] addresses = [.. options.Urls.Select(ListenAddress.Parse)];
        if (!options.AllowsRemote && addresses.FirstOrDefault(address => !address.IsLoopback) is { } open)
            throw new UsageException($"Other machines could reach {open.Address} port {open.Port}.", "Add --allow-remote if they are to, and read docs/security.md first.");
        var shops = CurrentShop.Open(options);
        var server = new ShopServer(Build(options, addresses, shops), shops);
        try
        {
            await server.app.StartAsync(cancellation);
            return server;
        }
        catch (IOException e)
        {
            await server.DisposeAsync();
            throw new UsageException($"{string.Join(", ", options.Urls)} cannot be listened on: {e.Message}", "Choose another port with --urls, or end the program that has this one.");
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        shops.Dispose();
    }

    private static WebApplication Build(ServerOptions options, IEnumerable<ListenAddress> addresses, CurrentShop shops)
    {
        // Nothing but these options counts: no file or variable of whoever starts it can open another door.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var address in addresses)
                Listen(kestrel, address);
        });
        builder.Services.AddRoutingCore().AddSingleton(options).AddSingleton(shops).AddSingleton<ClientAccess>()
            .AddSingleton<ShopRefresh>().AddHostedService(services => services.GetRequiredService<ShopRefresh>());
        var app = builder.Build();
        app.UseProblems();
        app.UseRouting();
        app.MapHealth();
        app.MapSite();
        var readers = app.MapGroup("/v1").ForReaders();
        readers.MapSearch();
        readers.MapProducts();
        readers.MapTree();
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, ListenAddress address)
    {
        if (address.Address is { } given)
            kestrel.Listen(given, address.Port);
        else if (address.Port == 0)
            kestrel.Listen(IPAddress.Loopback, 0); // two sockets cannot share a port that neither knows yet
        else
            kestrel.ListenLocalhost(address.Port);
    }
}
