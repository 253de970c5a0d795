using System.ComponentModel;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Vitrine.Search.Suggest;
using Vitrine.Server.Problems;
using Vitrine.Server.Products;
using Vitrine.Server.Searching;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;
using Vitrine.Server.Suggesting;

namespace Vitrine.Server.Mcp;

/// <summary>What a language model can ask of the shop. The answers are those of the HTTP API.</summary>
internal static class ShopTools
{
    // What a model reads costs it attention; it can ask for more.
    private const int DefaultCount = 10;

    [McpServerTool(Name = "search", Title = "Search the shop", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Finds products of the shop: by words, by products to start from ('like'), or by products and words that say what to change. Without any of these, all that pass the filters. "
        + "Hits come with their titles, categories, attributes and numbers such as the price; 'understood' says how the words were read.")]
    public static CallToolResult Search(
        CurrentShop shops,
        Searcher searcher,
        [Description("Words as a customer types them, such as \"red dress under 50\"; with 'like': what to change, such as \"in blue\".")] string? text = null,
        [Description("Words that no hit may have.")] string? not = null,
        [Description("Ids of products to start from.")] string[]? like = null,
        [Description("A branch of the category tree, from the root: [\"Apparel\", \"Topwear\"].")] string[]? category = null,
        [Description("Field name to what is asked of it: { \"colour\": [\"red\", \"blue\"], \"price\": { \"from\": 10, \"to\": 50 } }.")] Dictionary<string, FilterBody>? filters = null,
        [Description("Names of fields whose values are counted over all that is found; [\"*\"] for all that are worth it.")] string[]? facets = null,
        [Description("A field of numbers to order by, \"price\" or \"-price\" for the largest first.")] string? sort = null,
        [Description("Hits to pass over, 0 to 10,000.")] int offset = 0,
        [Description("Hits wanted, 1 to 200.")] int count = DefaultCount) => Told(() =>
    {
        using var shop = shops.Use();
        var request = new SearchRequest { Text = text, Not = not, Like = like, Category = category, Filters = filters, Facets = facets, Sort = sort, Offset = offset, Count = count };
        return searcher.Answer(request, shop, new StageClock());
    });

    [McpServerTool(Name = "product", Title = "Show a product", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Everything that the shop knows of one product: description, attributes, numbers, variants, categories.")]
    public static CallToolResult Product(CurrentShop shops, [Description("The product's id, as 'search' gives it.")] string id) => Told(() =>
    {
        using var shop = shops.Use();
        return shop.Store.Find(id) is { } product
            ? ProductBody.Of(product, shop.Store.Tree)
            : throw new ProblemException(ProblemKind.UnknownProduct, $"There is no product '{id}' in the store.", "Take the id from a hit of 'search'.");
    });

    [McpServerTool(Name = "suggest", Title = "Propose searches", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("What words that somebody began to type may become: phrases that products of the shop really have, branches where these are, single products.")]
    public static CallToolResult Suggest(
        CurrentShop shops,
        [Description("What is typed so far, such as \"red dr\".")] string text,
        [Description("Proposals wanted, 1 to 20.")] int count = ShopSuggester.DefaultCount) => Told(() =>
    {
        using var shop = shops.Use();
        return SuggestEndpoint.Answer(shop, text, count);
    });

    // A model mends its own mistake when it is told. The problem is an answer, not an exception: the protocol's library would log it, with the client's words.
    private static CallToolResult Told<T>(Func<T> answer)
    {
        try
        {
            return Result(JsonSerializer.Serialize(answer(), ApiJson.Options), isError: false);
        }
        catch (Exception e) when (ProblemAnswers.Of(e) is { Status: < 500 })
        {
            var problem = ProblemAnswers.Of(e);
            return Result($"{problem.Detail} {problem.Hint}", isError: true);
        }
    }

    private static CallToolResult Result(string text, bool isError) => new() { Content = [new TextContentBlock { Text = text }], IsError = isError };
}
