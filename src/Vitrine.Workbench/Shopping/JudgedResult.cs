using System.Globalization;
using System.Text.Json.Nodes;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Shopping;

/// <summary>The figures of one way to rank.</summary>
public sealed record JudgedContestant(string Name, IReadOnlyList<Measure> Measures);

/// <summary>How well rankings find what is known to be right for some texts.</summary>
/// <param name="Task">What was asked: <see cref="JudgedTask.Name"/>, <see cref="TitleTask.Name"/>.</param>
/// <param name="Label">The model.</param>
/// <param name="Contestants">Ways to rank, by the same queries.</param>
/// <param name="Protocol">What was asked and searched.</param>
public sealed record JudgedResult(string Task, string Label, IReadOnlyList<JudgedContestant> Contestants, JudgedProtocol Protocol)
{
    /// <summary>Values with the protocol, for <c>eval --json</c>; keys LABEL-CONTESTANT/TASK/METRIC.</summary>
    public JsonObject ToJson() => new()
    {
        ["metrics"] = new JsonObject(
            from contestant in Contestants
            from measure in contestant.Measures
            select KeyValuePair.Create($"{Label}-{contestant.Name}/{Task}/{measure.Name}", (JsonNode?)Math.Round(measure.Value.Value, 6))),
        ["protocol"] = Protocol.ToJson(Task),
    };
}

/// <summary>Everything that must be the same in two results before they are compared.</summary>
/// <param name="Asked">Which texts were asked, in words.</param>
/// <param name="Relevant">Which products are right, in words.</param>
/// <param name="Queries">Texts.</param>
/// <param name="Judgements">Products that are right, over all of them.</param>
/// <param name="Products">Of the shop, all of which are searched.</param>
/// <param name="DataHash">Of the shop.</param>
public sealed record JudgedProtocol(string Asked, string Relevant, int Queries, int Judgements, int Products, string DataHash)
{
    /// <summary>One line for the caption of a table.</summary>
    public string ToCaption() => string.Create(CultureInfo.InvariantCulture,
        $"queries: {Queries:N0} {Asked}; gallery: all {Products:N0} products; relevant: {Relevant} ({Judgements:N0}); equal scores by row; nDCG with binary gain, discount log2(rank + 1) and the ideal of all relevant products");

    public JsonObject ToJson(string task) => new()
    {
        ["task"] = task,
        ["queries"] = Queries,
        ["judgements"] = Judgements,
        ["asked"] = Asked,
        ["relevance"] = Relevant,
        ["ties"] = "by row",
        ["dataHash"] = DataHash,
        ["summary"] = ToCaption(),
    };
}
