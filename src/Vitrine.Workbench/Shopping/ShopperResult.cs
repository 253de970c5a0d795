using System.Text.Json.Nodes;
using Vitrine.Search.Queries;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Shopping;

/// <summary>The figures of one variant of the queries.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Queries">Asked.</param>
/// <param name="LeftOut">Queries that cannot be said so.</param>
/// <param name="Measures">Of all queries; of the same ones as they are ("as-is/…"); of each group of queries ("values-2/…").</param>
public sealed record VariantResult(QueryVariant Variant, int Queries, int LeftOut, IReadOnlyList<Measure> Measures)
{
    /// <summary>A measure by its name, or null.</summary>
    public Measure? Find(string name) => Measures.FirstOrDefault(measure => measure.Name == name);
}

/// <summary>The figures of one way to rank, the queries as they are first.</summary>
public sealed record ContestantResult(string Name, IReadOnlyList<VariantResult> Variants);

/// <summary>What the task <c>shopper</c> found: ways to rank beside each other, by the same queries.</summary>
/// <param name="Label">The model with its variant, e.g. "contrastive".</param>
/// <param name="Contestants">At least one.</param>
/// <param name="Groups">The groups of queries, with how many of each.</param>
/// <param name="Protocol">What was asked and searched.</param>
public sealed record ShopperResult(string Label, IReadOnlyList<ContestantResult> Contestants, IReadOnlyList<KeyValuePair<string, int>> Groups, ShopperProtocol Protocol)
{
    /// <summary>Keys LABEL-CONTESTANT/shopper/VARIANT/METRIC with values as fractions: "contrastive-photo/shopper/slip/ndcg@10".</summary>
    public Dictionary<string, double> Metrics() => All().ToDictionary(pair => pair.Key, pair => pair.Measure.Value.Value);

    /// <summary>The values of single queries by the same keys; NaN where a query was left out.</summary>
    public IEnumerable<KeyValuePair<string, double[]>> PerQuery() => All().Select(pair => KeyValuePair.Create(pair.Key, pair.Measure.PerQuery!.ToArray()));

    /// <summary>Values with chance and protocol, for <c>eval --json</c>.</summary>
    public JsonObject ToJson()
    {
        var (metrics, chance) = (new JsonObject(), new JsonObject());
        foreach (var (key, measure) in All())
        {
            metrics[key] = Math.Round(measure.Value.Value, 6);
            metrics[$"{key}/std"] = 0; // one model, one seed; experiments give the deviation over seeds
            if (measure.Chance is { } random)
                chance[key] = Math.Round(random, 6);
        }

        return new JsonObject { ["metrics"] = metrics, ["chance"] = chance, ["protocol"] = ProtocolJson() };
    }

    public JsonObject ProtocolJson()
    {
        var protocol = Protocol.ToJson();
        protocol["queries"] = PerVariant(variant => variant.Queries);
        protocol["leftOut"] = PerVariant(variant => variant.LeftOut);
        return protocol;
    }

    private IEnumerable<(string Key, Measure Measure)> All() =>
        from contestant in Contestants
        from variant in contestant.Variants
        from measure in variant.Measures
        select ($"{Label}-{contestant.Name}/{(Protocol.IsUnseenOnly ? ShopperTask.UnseenName : ShopperTask.Name)}/{variant.Variant.Name()}/{measure.Name}", measure);

    // The queries are the same for all who rank.
    private JsonObject PerVariant(Func<VariantResult, int> count) =>
        new(Contestants[0].Variants.Select(variant => KeyValuePair.Create(variant.Variant.Name(), (JsonNode?)JsonValue.Create(count(variant)))));
}
