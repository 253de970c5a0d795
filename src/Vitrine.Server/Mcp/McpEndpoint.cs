using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Mcp;

/// <summary>The shop for language models: tools of the Model Context Protocol, each call a request of its own, so that nothing is kept of a client.</summary>
internal static class McpEndpoint
{
    private const string Path = "/mcp";

    private const string Instructions =
        "This server knows the products of one shop. Use 'search' to find products by words, by products to start from, or by both, and to filter, count and sort them; "
        + "use 'product' for everything that is known of one product, by the id that 'search' gave; use 'suggest' to finish words as the shop writes them.";

    /// <summary>What the endpoint needs.</summary>
    public static void AddShopTools(this IServiceCollection services) =>
        services.AddMcpServer(server =>
        {
            server.ServerInfo = new Implementation { Name = "vitrine", Title = "Vitrine", Version = typeof(McpEndpoint).Assembly.GetName().Version!.ToString(3) };
            server.ServerInstructions = Instructions;
        })
        .WithHttpTransport(http => http.SessionMode = HttpServerSessionMode.Stateless)
        .WithTools([typeof(ShopTools)], ApiJson.Options);

    public static IEndpointConventionBuilder MapShopTools(this IEndpointRouteBuilder readers) => readers.MapMcp(Path);
}
