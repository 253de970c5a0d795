using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vitrine.Server.Bodies;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Searching;

/// <summary>Finds products.</summary>
internal static class SearchEndpoints
{
    public static void MapSearch(this IEndpointRouteBuilder readers)
    {
        readers.MapPost("/search", Answer).WithName("search").WithSummary("Finds products by words, pictures, products or several of these; filters, counts and sorts them")
            .Accepts<SearchRequest>("application/json", MultipartQuery.MediaType).Produces<SearchBody>().WithMetadata(new RequestSizeLimitAttribute(PictureLimits.MostBodyBytes));
        readers.MapPost("/search/batch", AnswerAll).WithName("searchBatch").WithSummary("Up to 100 searches at once; one that fails has its problem in its place")
            .Accepts<BatchRequest>("application/json").Produces<BatchBody>().WithMetadata(new RequestSizeLimitAttribute(PictureLimits.MostBodyBytes));
    }

    private static async Task<IResult> Answer(HttpContext context, CurrentShop shops, Searcher searcher)
    {
        var clock = new StageClock();
        var request = context.Request.HasFormContentType ? await MultipartQuery.ReadAsync(context.Request) : await RequestBody.ReadJsonAsync<SearchRequest>(context.Request);
        using var shop = shops.Use();
        return Results.Json(searcher.Answer(request, shop, clock), ApiJson.Options);
    }

    private static async Task<IResult> AnswerAll(HttpContext context, CurrentShop shops, Searcher searcher)
    {
        var batch = await RequestBody.ReadJsonAsync<BatchRequest>(context.Request);
        using var shop = shops.Use();
        return Results.Json(new BatchBody([.. batch.Checked().Select(query => BatchRequest.AnswerOne(query, shop, searcher, context.RequestAborted))]), ApiJson.Options);
    }
}
