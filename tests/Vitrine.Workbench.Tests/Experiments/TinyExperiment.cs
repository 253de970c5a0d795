using System.Text.Json.Nodes;
using Vitrine.Workbench.Experiments;

namespace Vitrine.Workbench.Tests.Experiments;

/// <summary>An experiment of two methods and one figure each, as its file says it.</summary>
internal static class TinyExperiment
{
    public const string Name = "tiny";
    public const string Expected = """
        "expected": { "good-64/category/mean/map": { "value": 0.5, "tolerance": 0.01 } }
        """;

    public const string NotMeasured = """
        "notMeasured": "a test"
        """;

    public static string File(string figures) => $$"""
        {
          "name": "tiny", "title": "Two methods", "data": { "synth": { "products": 10, "seed": 1 } }, "tasks": ["category"],
          "runs": [ { "label": "good-64", "method": "hichnet" }, { "label": "poor-64", "method": "cca" } ],
          "seeds": [1, 2],
          "columns": [ { "metric": "category/mean/map", "heading": "MAP" }, { "metric": "training/minutes", "heading": "minutes", "isShare": false } ],
          "command": "./vitrine reproduce tiny", "minutes": 1,
          "targets": [
            { "metric": "good-64/category/mean/map", "above": "poor-64/category/mean/map", "atLeast": 0.2 },
            { "metric": "good-64/category/mean/map", "atLeast": 0.4 }
          ],
          {{figures}}
        }
        """;

    public static Experiment Of(string figures)
    {
        using var folder = new TemporaryFolder();
        return Experiment.Read(folder.Write($"{Name}.json", File(figures)));
    }

    public static SortedDictionary<string, double> Metrics(double good, double poor) => new(StringComparer.Ordinal)
    {
        ["good-64/category/mean/map"] = good,
        ["good-64/category/mean/map/std"] = 0.01,
        ["good-64/training/minutes"] = 3,
        ["poor-64/category/mean/map"] = poor,
        ["poor-64/category/mean/map/std"] = 0,
    };

    public static ExperimentResult Result(double good, double poor, params int[] seeds) => new()
    {
        Metrics = Metrics(good, poor),
        Protocol = new JsonObject { ["summary"] = "gallery: training products", ["seeds"] = new JsonArray([.. seeds.Select(seed => JsonValue.Create(seed))]) },
        Seconds = 60,
        PeakMemoryMb = 100,
        Revision = "0123456789abcdef",
        IsClean = true,
    };
}
