using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Search.Fields;
using Vitrine.Search.Shop;
using Vitrine.Server.Problems;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Searching;

/// <summary>Makes a query of a request. What a request may cost is limited here, before anything is computed.</summary>
internal static class QueryReading
{
    private const int MostHits = 200, MostOffset = 10_000, MostLetters = 1_000, MostStarts = 8, MostFacets = 50, MostNumbers = 16_384;

    /// <exception cref="ProblemException">The request asks for more than is answered.</exception>
    /// <exception cref="ImageException">A picture cannot be read.</exception>
    /// <exception cref="UsageException">There is no such product or field.</exception>
    public static ShopQuery QueryOf(SearchRequest request, OpenShop shop)
    {
        Require(request.Count is >= 1 and <= MostHits, $"'count' is {request.Count}.", $"Ask for 1 to {MostHits} hits at once.");
        Require(request.Offset is >= 0 and <= MostOffset, $"'offset' is {request.Offset}.", $"Pass over 0 to {MostOffset:N0} hits; filters and words find what lies behind them.");
        Require(request.ImageWeight is null or (>= 0 and <= 1), $"'imageWeight' is {request.ImageWeight}.", "Give a number from 0 to 1.");
        Require((request.Text?.Length ?? 0) <= MostLetters && (request.Not?.Length ?? 0) <= MostLetters, $"The words are longer than {MostLetters:N0} letters.", "Give those that matter most.");
        Require(request.Text is null || !string.IsNullOrWhiteSpace(request.Text), "The text to search for is empty.", "Give some words, such as \"text\": \"red dress\", or leave 'text' out to see all products.");
        Require(request.Not is null || !string.IsNullOrWhiteSpace(request.Not), "'not' is empty.", "Give some words, or leave it out.");
        Require(request.Facets is not { Count: > MostFacets }, $"{request.Facets?.Count} facets were asked for.", $"Ask for {MostFacets} at most, or for [\"*\"].");
        Require(request.Vector is not { Length: > MostNumbers } && request.Code is not { Length: > MostNumbers / 64 }, "The vector or code is longer than any model's.", "Send what /v1/embed gives.");
        return new ShopQuery
        {
            Text = request.Text,
            Not = request.Not,
            IsAsTyped = request.AsTyped,
            IgnoresRules = request.IgnoreRules,
            Starts = StartsOf(request, shop.Search),
            Encoded = request.Vector is null && request.Code is null ? null : new EncodedQuery(request.Code, request.Vector, Parts: null, UnknownWords: [], KnowsNothing: false),
            ImageWeight = request.ImageWeight,
            Category = request.Category is { Count: > 0 } names ? string.Join('/', names) : null,
            Where = request.Filters?.ToDictionary(filter => filter.Key, filter => filter.Value.Condition) ?? [],
            Facets = request.Facets ?? [],
            Sort = request.Sort is { Length: > 0 } sort ? new SortBy(sort.TrimStart('-'), sort[0] == '-') : null,
            CutOff = request.CutOff,
            GroupBy = request.GroupBy,
            Offset = request.Offset,
            Count = request.Count,
        };
    }

    private static List<QueryPart> StartsOf(SearchRequest request, ShopSearch search)
    {
        byte[][] pictures = [.. request.Image is null ? Array.Empty<byte[]>() : [request.Image], .. request.Images ?? []];
        Require(request.Parts?.Contains(null!) is not true, "A part of the query is null.", "Leave it out.");
        var starts = pictures.Length + (request.Like?.Count ?? 0) + (request.Parts?.Count ?? 0);
        Require(starts <= MostStarts, $"The query starts from {starts} pictures, products and other parts.", $"Start from {MostStarts} at most.");
        foreach (var picture in pictures)
            PictureLimits.Check(picture);
        Require(request.Parts is not { Count: > 0 } parts || starts > parts.Count || parts.Any(part => part.Weight >= 0), "All parts of the query have negative weights.", "Say what is wanted, too.");
        return [.. pictures.Select(picture => new PicturePart(picture)), .. (request.Like ?? []).Select(search.Like), .. (request.Parts ?? []).Select(part => part.In(search))];
    }

    private static void Require(bool isSo, string detail, string hint)
    {
        if (!isSo)
            throw new ProblemException(ProblemKind.BadQuery, detail, hint);
    }
}
