using System.Globalization;
using System.Text.Json.Nodes;

namespace Vitrine.Workbench.Shopping;

/// <summary>Everything that must be the same in two results of the task <c>shopper</c> before they are compared.</summary>
/// <param name="Part">The half of the queries: "validation" or "test".</param>
/// <param name="Attributes">What is asked for.</param>
/// <param name="Products">All of the shop.</param>
/// <param name="IsUnseenOnly">Only those of them are searched that training never saw.</param>
/// <param name="LeastProducts">That a query is right for.</param>
/// <param name="Seed">That chose the queries.</param>
/// <param name="DataHash">Of the shop.</param>
public sealed record ShopperProtocol(string Part, IReadOnlyList<string> Attributes, int Products, bool IsUnseenOnly, int LeastProducts, ulong Seed, string DataHash)
{
    /// <summary>Products that were left out of what is searched as unseen, because the model was trained on them elsewhere.</summary>
    public int LeftOutTrained { get; init; }

    private const string Hidden = "attributes and names of categories hidden (but from what is called shown)";

    public JsonObject ToJson() => new()
    {
        ["task"] = ShopperTask.Name,
        ["part"] = Part,
        ["attributes"] = new JsonArray([.. Attributes.Select(name => JsonValue.Create(name))]),
        ["gallery"] = Gallery,
        ["relevance"] = Relevance,
        ["ties"] = "by row",
        ["ndcg"] = "binary gain, discount log2(rank + 1), ideal from all right products",
        ["seed"] = Seed,
        ["dataHash"] = DataHash,
        ["summary"] = ToCaption(),
    };

    /// <summary>One line for the caption of a table.</summary>
    public string ToCaption() => string.Create(CultureInfo.InvariantCulture,
        $"queries: {Part} half of the values of {string.Join(", ", Attributes)} (seed {Seed}); gallery: {Gallery}; relevant: {Relevance}; equal scores by row; nDCG with binary gain, discount log2(rank + 1) and the ideal of all right products");

    private string Gallery => string.Create(CultureInfo.InvariantCulture, $"{(IsUnseenOnly ? "those that training never saw of" : "all")} {Products:N0} products{(LeftOutTrained > 0 ? $", without {LeftOutTrained:N0} that the model was trained on elsewhere" : "")}, {Hidden}");

    private string Relevance => string.Create(CultureInfo.InvariantCulture, $"products that have all values of the query, at least {LeastProducts} of the shop{(IsUnseenOnly ? ", and one that training never saw" : "")}");
}
