using Microsoft.Extensions.DependencyInjection;
using Vitrine.Server.Access;
using Vitrine.Server.Logging;
using Vitrine.Server.Metrics;
using Vitrine.Server.Searching;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Hosting;

/// <summary>What the endpoints of /v1 and /health stand on, whoever hosts them.</summary>
internal static class ShopServices
{
    /// <param name="services">Of the host.</param>
    /// <param name="options">The store, and how it is served.</param>
    /// <param name="opened">The store, where the host opened it, and closes it; null: it is opened when the host starts, and closed with it.</param>
    public static IServiceCollection AddShop(this IServiceCollection services, ServerOptions options, LiveShop? opened = null)
    {
        services.AddSingleton(options).AddSingleton<ClientAccess>();
        if (opened is null)
            services.AddSingleton(_ => LiveShop.Open(options));
        else
            services.AddSingleton(opened);
        services.AddSingleton(provider => provider.GetRequiredService<LiveShop>().Shops);
        services.AddSingleton(provider => new VitrineShop(provider.GetRequiredService<CurrentShop>()));
        services.AddSingleton<ServerMetrics>().AddSingleton<Searcher>();
        services.AddSingleton<ShopRefresh>().AddHostedService(provider => provider.GetRequiredService<ShopRefresh>());
        return services.AddSingleton<AskedQueries>().AddSingleton<QueryNotes>().AddHostedService(provider => provider.GetRequiredService<QueryNotes>());
    }
}
