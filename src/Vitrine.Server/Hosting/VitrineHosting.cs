using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vitrine.Server.Access;
using Vitrine.Server.Mcp;
using Vitrine.Server.Problems;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Hosting;

/// <summary>
/// The API inside of an ASP.NET application of one's own. The application listens, limits rates, and decides who may come in; the shop answers. Writes still take the token of the options.
/// </summary>
/// <example><code>
/// builder.Services.AddVitrine(new ServerOptions("shop.vitrine"));
/// var app = builder.Build();
/// app.MapVitrine("/shop");   // POST /shop/v1/search, GET /shop/health, …
/// </code></example>
public static class VitrineHosting
{
    /// <summary>Adds a store, which is opened and tried when the application starts, and a <see cref="VitrineShop"/> for the application's own code.</summary>
    /// <param name="services">Of the application.</param>
    /// <param name="options">The store, and how it is served; what says where to listen and how much one address may ask is the application's own matter here.</param>
    /// <exception cref="InvalidOperationException">The application has a store already.</exception>
    public static IServiceCollection AddVitrine(this IServiceCollection services, ServerOptions options)
    {
        if (services.Any(service => service.ServiceType == typeof(VitrineShop)))
            throw new InvalidOperationException("The application has a store already, and serves one. Run another store in another process.");
        services.AddMetrics();
        services.AddWorkLimit();
        services.AddShop(options);
        if (options.HasMcp)
            services.AddShopTools();
        return services;
    }

    /// <summary>Maps the API (<c>/v1/…</c>), <c>/alive</c> and <c>/health</c>, and with <see cref="ServerOptions.HasMcp"/> <c>/mcp</c>.</summary>
    /// <param name="endpoints">Of the application.</param>
    /// <param name="prefix">What stands before these paths; empty for nothing.</param>
    /// <returns>All of them, for what the application asks of its visitors, such as RequireAuthorization().</returns>
    public static IEndpointConventionBuilder MapVitrine(this IEndpointRouteBuilder endpoints, string prefix = "")
    {
        var options = endpoints.ServiceProvider.GetService<ServerOptions>() ?? throw new InvalidOperationException("There is no store to serve: call services.AddVitrine(…) first.");
        var log = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(Vitrine));
        var group = endpoints.MapGroup(prefix);
        group.AddEndpointFilter((context, next) => ProblemAnswers.CatchAsync(context.HttpContext, options, log, async () => await next(context)));
        ShopEndpoints.Map(group, options);
        return group;
    }
}
