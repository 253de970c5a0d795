using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Vitrine.Server.Access;
using Vitrine.Server.Embedding;
using Vitrine.Server.InstantSearch;
using Vitrine.Server.Mcp;
using Vitrine.Server.Operation;
using Vitrine.Server.Products;
using Vitrine.Server.Searching;
using Vitrine.Server.Settings;
using Vitrine.Server.Suggesting;
using Vitrine.Server.Writing;

namespace Vitrine.Server.Hosting;

/// <summary>What is answered of a shop, whoever hosts it.</summary>
internal static class ShopEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, ServerOptions options)
    {
        endpoints.MapHealth();
        var readers = endpoints.MapGroup("/v1").ForReaders();
        readers.MapProducts();
        readers.MapTree();
        readers.MapShop();
        readers.MapSuggest();
        var workers = endpoints.MapGroup("/v1").ForReaders().AsWork();
        workers.MapSearch();
        workers.MapEmbed();
        workers.MapInstantSearch();
        endpoints.MapGroup("/v1").ForWriters().MapWrites();
        if (options.HasMcp)
            endpoints.MapShopTools().ForReaders().AsWork();
    }
}
