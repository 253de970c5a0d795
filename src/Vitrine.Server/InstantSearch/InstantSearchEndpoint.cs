using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Server.Bodies;
using Vitrine.Server.Problems;
using Vitrine.Server.Searching;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;

namespace Vitrine.Server.InstantSearch;

/// <summary>Searches in the shape in which InstantSearch's widgets send several at once, so that a shop's page that has them needs no others.</summary>
internal static class InstantSearchEndpoint
{
    private const int Most = 50;

    public static void MapInstantSearch(this IEndpointRouteBuilder readers) =>
        readers.MapPost("/instantsearch", Answer).WithName("instantSearch").WithSummary("Searches as InstantSearch's widgets send them")
            .Accepts<InstantSearchRequest>("application/json").Produces<InstantSearchBody>();

    private static async Task<IResult> Answer(HttpContext context, CurrentShop shops, Searcher searcher)
    {
        // Clients of this kind call their JSON a form, to spare browsers a question.
        var body = await RequestBody.ReadAnyJsonAsync<InstantSearchRequest>(context.Request);
        if (body.Requests is not { Count: >= 1 and <= Most } requests)
            throw new ProblemException(ProblemKind.BadQuery, $"There are {body.Requests?.Count ?? 0} requests.", $"Send 1 to {Most}: {{\"requests\": [{{\"indexName\": \"shop\", \"params\": {{\"query\": \"red dress\"}}}}]}}.");
        using var shop = shops.Use();
        return Results.Json(new InstantSearchBody([.. requests.Select(request => InstantQuery.Of(request, shop).Answer(searcher, shop))]), ApiJson.Options);
    }
}

/// <summary>Several searches.</summary>
internal sealed record InstantSearchRequest
{
    [Description("An array of 1 to 50 of { \"indexName\", \"params\": { query, page, hitsPerPage, facets, facetFilters, numericFilters } }.")]
    public IReadOnlyList<JsonElement>? Requests { get; init; }

    [Description("What to do when there are enough hits; always none.")]
    public string? Strategy { get; init; }
}

/// <summary>What they found.</summary>
/// <param name="Results">In the order of the requests.</param>
internal sealed record InstantSearchBody(IReadOnlyList<InstantResult> Results);
