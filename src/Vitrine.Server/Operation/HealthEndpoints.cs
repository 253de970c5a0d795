using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Operation;

/// <summary>For whoever watches over the server: whether it runs, and whether it can answer.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder everybody)
    {
        everybody.MapGet("/alive", () => Results.Json(new AliveBody("alive"), ApiJson.Options)).WithName("alive").WithSummary("The process runs").Produces<AliveBody>();
        everybody.MapGet("/health", Health).WithName("health").WithSummary("The store is open and its self-check passed").Produces<HealthBody>();
    }

    // A server that answers has a shop that was tried: it does not listen before.
    private static IResult Health(CurrentShop shops, ShopRefresh refresh)
    {
        using var shop = shops.Use();
        return Results.Json(new HealthBody("ready", shop.Store.Count, shop.Search.ModelName, shop.PictureProblem is null && shop.Search.PictureModelName is not null, refresh.Problem), ApiJson.Options);
    }
}

/// <summary>That the process runs.</summary>
/// <param name="Status">"alive".</param>
internal sealed record AliveBody(string Status);

/// <summary>What is served.</summary>
/// <param name="Status">"ready".</param>
/// <param name="Products">How many products.</param>
/// <param name="Model">The model behind searches by words; null where words search alone.</param>
/// <param name="TakesPictures">Whether pictures can be searched by.</param>
/// <param name="Note">Why a newer state of the store is not served; null where there is none.</param>
internal sealed record HealthBody(string Status, int Products, string? Model, bool TakesPictures, string? Note);
