using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Catalogue;
using Vitrine.Server.Problems;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Products;

/// <summary>One product, and its photos.</summary>
internal static class ProductEndpoints
{
    public static void MapProducts(this IEndpointRouteBuilder readers)
    {
        readers.MapGet("/products/{id}", Show).WithName("product").WithSummary("One product").Produces<ProductBody>();
        readers.MapGet("/products/{id}/image", ShowPhoto).WithName("productImage").WithSummary("A photo of a product");
    }

    private static IResult Show(string id, CurrentShop shops)
    {
        using var shop = shops.Use();
        return Results.Json(ProductBody.Of(Find(shop.Store, id), shop.Store.Tree), ApiJson.Options);
    }

    private static IResult ShowPhoto(string id, HttpContext context, CurrentShop shops)
    {
        using var shop = shops.Use();
        var product = Find(shop.Store, id);
        var request = PhotoRequest.Of(context.Request.Query, product);
        return PhotoAnswer.Of(shop.Store, product.Row, request);
    }

    // A slash in an id comes as %2F, which the server leaves as it is.
    private static Product Find(CatalogueStore store, string id) => store.Find(id)
        ?? (id.Contains("%2F", StringComparison.OrdinalIgnoreCase) ? store.Find(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)) : null)
        ?? throw new ProblemException(ProblemKind.UnknownProduct, $"There is no product '{id}' in the store.", "Give an id of the shop's table, percent-encoded.");
}
