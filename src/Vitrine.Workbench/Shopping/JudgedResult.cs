using System.Globalization;
using System.Text.Json.Nodes;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Shopping;

/// <summary>The figures of one way to rank.</summary>
public sealed record JudgedContestant(string Name, IReadOnlyList<Measure> Measures);

/// <summary>What the task <c>judged</c> found.</summary>
/// <param name="Label">The model.</param>
/// <param name="Contestants">Ways to rank, by the same queries.</param>
/// <param name="Protocol">What was asked and searched.</param>
public sealed record JudgedResult(string Label, IReadOnlyList<JudgedContestant> Contestants, JudgedProtocol Protocol)
{
    /// <summary>Values with the protocol, for <c>eval --json</c>; keys LABEL-CONTESTANT/judged/METRIC.</summary>
    public JsonObject ToJson() => new()
    {
        ["metrics"] = new JsonObject(
            from contestant in Contestants
            from measure in contestant.Measures
            select KeyValuePair.Create($"{Label}-{contestant.Name}/{JudgedTask.Name}/{measure.Name}", (JsonNode?)Math.Round(measure.Value.Value, 6))),
        ["protocol"] = Protocol.ToJson(),
    };
}

/// <summary>Everything that must be the same in two results of the task <c>judged</c> before they are compared.</summary>
/// <param name="Queries">Different texts.</param>
/// <param name="Judgements">Products that were clicked, over all of them.</param>
/// <param name="Products">Of the shop, all of which are searched.</param>
/// <param name="DataHash">Of the shop.</param>
public sealed record JudgedProtocol(int Queries, int Judgements, int Products, string DataHash)
{
    /// <summary>One line for the caption of a table.</summary>
    public string ToCaption() => string.Create(CultureInfo.InvariantCulture,
        $"queries: {Queries:N0} texts of the log, each once; gallery: all {Products:N0} products; relevant: products that were clicked ({Judgements:N0}), all others not, which favours the ranking that people were shown; equal scores by row; nDCG with binary gain, discount log2(rank + 1) and the ideal of all relevant products");

    public JsonObject ToJson() => new()
    {
        ["task"] = JudgedTask.Name,
        ["queries"] = Queries,
        ["judgements"] = Judgements,
        ["relevance"] = "products that were clicked",
        ["ties"] = "by row",
        ["dataHash"] = DataHash,
        ["summary"] = ToCaption(),
    };
}
