using System.Text.Json.Nodes;
using Vitrine.Evaluation;

namespace Vitrine.Workbench.Measuring;

/// <summary>One metric with its bounds over the orders of tied items, and what a random ranking gives.</summary>
/// <param name="Name">The last part of its key.</param>
/// <param name="Value">Expectation and bounds.</param>
/// <param name="Chance">The level of a random ranking, where there is one.</param>
/// <param name="IsShare">A fraction, shown in per cent; otherwise a number as it is.</param>
/// <param name="IsDetail">A point of a curve: in the JSON, not in the text.</param>
public sealed record Measure(string Name, TieAware Value, double? Chance, bool IsShare = true, bool IsDetail = false)
{
    /// <summary>The value of each query, NaN where it was left out: what a paired test compares. Null where the metric has none.</summary>
    public IReadOnlyList<double>? PerQuery { get; init; }
}

/// <summary>The metrics of one direction of retrieval.</summary>
public sealed record DirectionResult(string Direction, int Queries, int LeftOut, IReadOnlyList<Measure> Measures);

/// <summary>What an evaluation found: metrics per direction, their mean, and the protocol under which they can be compared.</summary>
/// <param name="Label">The method with its variant, e.g. "hichnet-64".</param>
/// <param name="Task">"category" or "pairs".</param>
/// <param name="Compared">What of two products was compared, e.g. "codes of 16 + 48 bits".</param>
/// <param name="Directions">text-to-image and image-to-text.</param>
/// <param name="Protocol">Gallery, relevance, ties, split.</param>
public sealed record Evaluated(string Label, string Task, string Compared, IReadOnlyList<DirectionResult> Directions, ProtocolRecord Protocol)
{
    /// <summary>What was not asked, or not searched, because the model was trained on it elsewhere.</summary>
    public LeftOutTrained LeftOutTrained { get; init; }

    /// <summary>Keys LABEL/TASK/DIRECTION/METRIC with values as fractions, the mean of the directions included.</summary>
    public Dictionary<string, double> Metrics() =>
        WithMean().SelectMany(direction => direction.Measures.Select(measure => (Key: $"{Label}/{Task}/{direction.Direction}/{measure.Name}", measure.Value.Value)))
            .ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>The values of single queries by the same keys, of metrics that have them; those of the mean are the queries of all directions.</summary>
    public IEnumerable<KeyValuePair<string, double[]>> PerQuery() => WithMean().SelectMany(direction => direction.Measures.Where(measure => measure.PerQuery is not null)
        .Select(measure => KeyValuePair.Create($"{Label}/{Task}/{direction.Direction}/{measure.Name}", measure.PerQuery!.ToArray())));

    public JsonObject ProtocolJson() => new()
    {
        ["task"] = Task,
        ["part"] = Protocol.Part,
        ["gallery"] = Protocol.Gallery,
        ["relevance"] = Protocol.Relevance,
        ["captionJoin"] = Protocol.CaptionJoin,
        ["selfMatch"] = Protocol.SelfMatch,
        ["ties"] = Protocol.Ties.ToString().ToLowerInvariant(),
        ["cutoffs"] = new JsonArray([.. Protocol.Cutoffs.Select(cutoff => JsonValue.Create(cutoff))]),
        ["splitHash"] = Protocol.SplitHash,
        ["queries"] = PerDirection(direction => direction.Queries),
        ["leftOut"] = PerDirection(direction => direction.LeftOut),
        ["leftOutTrained"] = new JsonObject { ["queries"] = LeftOutTrained.Queries, ["gallery"] = LeftOutTrained.Gallery },
        ["summary"] = Protocol.ToCaption(),
    };

    /// <summary>Values with bounds and chance, for <c>eval --json</c>.</summary>
    public JsonObject ToJson()
    {
        var metrics = new JsonObject();
        var bounds = new JsonObject();
        var chance = new JsonObject();
        foreach (var direction in WithMean())
        {
            foreach (var measure in direction.Measures)
            {
                var key = $"{Label}/{Task}/{direction.Direction}/{measure.Name}";
                metrics[key] = Rounded(measure.Value.Value);
                metrics[$"{key}/std"] = 0;   // one model, one seed; experiments give the deviation over seeds
                bounds[key] = new JsonArray(Rounded(measure.Value.Pessimistic), Rounded(measure.Value.Optimistic));
                if (measure.Chance is { } random)
                    chance[key] = Rounded(random);
            }
        }

        return new JsonObject { ["compared"] = Compared, ["metrics"] = metrics, ["bounds"] = bounds, ["chance"] = chance, ["protocol"] = ProtocolJson() };
    }

    /// <summary>The directions, and behind them their mean.</summary>
    public IEnumerable<DirectionResult> WithMean() => [.. Directions, Mean()];

    // Of what all directions have: only photos have a shortlist, whose recall is no mean of two.
    private DirectionResult Mean()
    {
        var measures = Directions.SelectMany(direction => direction.Measures).GroupBy(measure => measure.Name).Where(same => same.Count() == Directions.Count).Select(same =>
            same.First() with
            {
                Value = TieAware.Mean(same.Select(measure => measure.Value)),
                Chance = same.First().Chance is null ? null : same.Average(measure => measure.Chance),
                PerQuery = same.All(measure => measure.PerQuery is not null) ? [.. same.SelectMany(measure => measure.PerQuery!)] : null,
            });
        return new DirectionResult("mean", Directions.Sum(direction => direction.Queries), Directions.Sum(direction => direction.LeftOut), [.. measures]);
    }

    private JsonObject PerDirection(Func<DirectionResult, int> count) =>
        new(Directions.Select(direction => KeyValuePair.Create(direction.Direction, (JsonNode?)JsonValue.Create(count(direction)))));

    private static JsonValue Rounded(double value) => JsonValue.Create(Math.Round(value, 6));
}
