using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Products;

/// <summary>The category tree, as a shop's menu shows it.</summary>
internal static class TreeEndpoint
{
    public static void MapTree(this IEndpointRouteBuilder readers) =>
        readers.MapGet("/tree", Show).WithName("tree").WithSummary("The category tree, with the number of products below each name").Produces<TreeBody>();

    private static IResult Show(CurrentShop shops)
    {
        using var shop = shops.Use();
        return Results.Json(TreeBody.Of(shop.Store), ApiJson.Options);
    }
}
