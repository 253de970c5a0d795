using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Search.Shop;
using Vitrine.Server.Logging;
using Vitrine.Server.Metrics;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Operation;

/// <summary>What whoever keeps the shop wants to know of it.</summary>
internal static class ShopEndpoint
{
    public static void MapShop(this IEndpointRouteBuilder readers)
    {
        readers.MapGet("/shop", Show).WithName("shop").WithSummary("What is served, what was chosen for it and why, and how fast it answers").Produces<ShopBody>();
        readers.MapGet("/models", ShowModels).WithName("models").WithSummary("The models of the store").Produces<ModelsBody>();
        readers.MapGet("/fields", ShowFields).WithName("fields").WithSummary("What products can be filtered, counted and sorted by").Produces<FieldsBody>();
    }

    private static IResult Show(CurrentShop shops, ServerMetrics metrics, AskedQueries asked)
    {
        using var shop = shops.Use();
        var card = ShopCard.Read(shop.Store.Path);
        return Results.Json(new ShopBody
        {
            Products = shop.Store.Count,
            Photos = shop.Store.Photos.Count,
            Categories = shop.Store.Tree.Count,
            Layers = shop.Store.Tree.Depth,
            Models = ModelBody.AllOf(shop),
            Choices = [.. (card?.Choices ?? []).Select(ChoiceBody.Of)],
            Verdict = card?.Verdict ?? [],
            Codes = [.. shop.Codes.Select(codes => CodesBody.Of(codes.Model, codes.Health))],
            Latency = new LatencyBody(metrics.Latencies.Count, metrics.Latencies.Quantile(0.5), metrics.Latencies.Quantile(0.99)),
            Queries = asked.Report() is { } report ? QueriesBody.Of(report) : null,
        }, ApiJson.Options);
    }

    private static IResult ShowModels(CurrentShop shops)
    {
        using var shop = shops.Use();
        return Results.Json(new ModelsBody(ModelBody.AllOf(shop)), ApiJson.Options);
    }

    private static IResult ShowFields(CurrentShop shops)
    {
        using var shop = shops.Use();
        var worthy = shop.Search.Fields.Worthy.ToHashSet(StringComparer.Ordinal);
        return Results.Json(new FieldsBody([.. shop.Search.Fields.All.Select(field => new FieldBody(field.Name, ApiKinds.Of(field.Kind), worthy.Contains(field.Name)))]), ApiJson.Options);
    }
}
