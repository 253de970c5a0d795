using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Search.Shop;
using Vitrine.Server.Bodies;
using Vitrine.Server.Problems;
using Vitrine.Server.Products;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Searching;

/// <summary>Finds products.</summary>
internal static class SearchEndpoint
{
    private const int MostHits = 200, MostOffset = 10_000, MostLetters = 1_000;

    public static void MapSearch(this IEndpointRouteBuilder readers) =>
        readers.MapPost("/search", Answer).WithName("search").WithSummary("Finds products").Accepts<SearchRequest>("application/json").Produces<SearchBody>();

    private static async Task<IResult> Answer(HttpContext context, CurrentShop shops)
    {
        var clock = Stopwatch.StartNew();
        var request = await RequestBody.ReadJsonAsync<SearchRequest>(context.Request);
        var query = QueryOf(request);
        using var shop = shops.Use();
        var answer = shop.Answer(query);
        return Results.Json(new SearchBody
        {
            Model = shop.Model,
            Understood = new UnderstoodBody(answer.Understood.Text, answer.Understood.Notes),
            Hits =
            [
                .. answer.Hits.Select(hit => HitBody.Of(hit, isLikely: true, request.Explain)),
                .. answer.LessLikely.Select(hit => HitBody.Of(hit, isLikely: false, request.Explain)),
            ],
            Milliseconds = Math.Round(clock.Elapsed.TotalMilliseconds, 2),
        }, ApiJson.Options);
    }

    private static ShopQuery QueryOf(SearchRequest request)
    {
        if (request.Count is < 1 or > MostHits || request.Offset is < 0 or > MostOffset)
            throw new ProblemException(ProblemKind.BadQuery, $"{request.Count} hits after the first {request.Offset} were asked for.", $"Ask for 1 to {MostHits} hits after the first 0 to {MostOffset}.");
        if (request.Text?.Length > MostLetters || request.Not?.Length > MostLetters)
            throw new ProblemException(ProblemKind.BadQuery, $"The words are longer than {MostLetters} letters.", "Give the words that matter most.");
        if (string.IsNullOrWhiteSpace(request.Text))
            throw new ProblemException(ProblemKind.BadQuery, "The text to search for is empty.", "Give some words, such as \"text\": \"red dress\".");
        return new ShopQuery(request.Text) { Not = request.Not, IsAsTyped = request.AsTyped, Category = request.Category, Count = request.Count, Offset = request.Offset };
    }
}
