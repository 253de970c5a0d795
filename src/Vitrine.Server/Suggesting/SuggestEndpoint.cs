using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Search.Suggest;
using Vitrine.Server.Problems;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Suggesting;

/// <summary>What a search box proposes while somebody types.</summary>
internal static class SuggestEndpoint
{
    private const int MostCount = 20, MostLetters = 200;

    public static void MapSuggest(this IEndpointRouteBuilder readers) =>
        readers.MapGet("/suggest", Suggest).WithName("suggest").WithSummary("What the text that is typed so far may become: words, branches, products").Produces<SuggestionsBody>();

    private static IResult Suggest(HttpContext context, CurrentShop shops)
    {
        using var shop = shops.Use();
        return Results.Json(Answer(shop, context.Request.Query["text"].ToString(), CountOf(context.Request.Query)), ApiJson.Options);
    }

    /// <summary>What a text may become.</summary>
    /// <exception cref="ProblemException">It is too long, or another count is asked for than there can be.</exception>
    public static SuggestionsBody Answer(OpenShop shop, string text, int count)
    {
        if (text.Length > MostLetters)
            throw new ProblemException(ProblemKind.BadQuery, $"'text' has {text.Length:N0} letters; nothing is proposed for more than {MostLetters}.", "Search for it instead: POST /v1/search.");
        return count is >= 1 and <= MostCount
            ? new SuggestionsBody([.. shop.Search.Suggester.Suggest(text, count).Select(SuggestionBody.Of)])
            : throw Count($"{count}");
    }

    private static int CountOf(IQueryCollection query)
    {
        if (query["count"].ToString() is not { Length: > 0 } text)
            return ShopSuggester.DefaultCount;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw Count(text);
    }

    private static ProblemException Count(string found) =>
        new(ProblemKind.BadQuery, $"'count' is '{found}'; expected a whole number from 1 to {MostCount}.", "Give such a number, or leave 'count' out.");
}

/// <summary>What is proposed.</summary>
/// <param name="Suggestions">The best first.</param>
internal sealed record SuggestionsBody(IReadOnlyList<SuggestionBody> Suggestions);

/// <summary>One proposal.</summary>
/// <param name="Kind">"words", "category" (these words in a branch) or "product".</param>
/// <param name="Text">The words; of a product its title.</param>
internal sealed record SuggestionBody(string Kind, string Text)
{
    /// <summary>The branch, coarse to fine; null for the whole shop.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? In { get; init; }

    /// <summary>The product's id; null for words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    public static SuggestionBody Of(Suggestion suggestion) => new(suggestion.Kind.ToString().ToLowerInvariant(), suggestion.Text) { In = suggestion.In, Id = suggestion.Id };
}
