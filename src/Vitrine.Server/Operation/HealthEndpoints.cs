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
        everybody.MapGet("/alive", () => Results.Json(new { status = "alive" }, ApiJson.Options)).WithName("alive").WithSummary("The process runs");
        everybody.MapGet("/health", Health).WithName("health").WithSummary("The store is open and searches are answered");
    }

    // A server that answers has a shop that was tried: it does not listen before.
    private static IResult Health(CurrentShop shops, ShopRefresh refresh)
    {
        using var shop = shops.Use();
        return Results.Json(new HealthBody("ready", shop.Store.Count, shop.Model, refresh.Problem), ApiJson.Options);
    }
}

/// <summary>What is served.</summary>
/// <param name="Status">"ready".</param>
/// <param name="Products">How many products.</param>
/// <param name="Model">The model behind searches; null where words search alone.</param>
/// <param name="Note">Why a newer state of the store is not served; null where there is none.</param>
internal sealed record HealthBody(string Status, int Products, string? Model, string? Note);
