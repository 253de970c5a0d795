using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Workbench.Comparing;

namespace Vitrine.Cli.Terminal;

/// <summary>Runs side by side, as text and as JSON.</summary>
internal static class ComparisonText
{
    private const int GainsShown = 5;

    public static void Write(RunComparison comparison, IReadOnlyList<string> files, TextOutput text)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("metric");
        foreach (var run in comparison.Runs)
            table.AddColumn(new TableColumn(Markup.Escape(run.Label)).RightAligned());
        foreach (var metric in comparison.Metrics)
            table.AddRow([metric, .. comparison.Runs.Select(run => Mean(run, metric).ToString("F4", CultureInfo.InvariantCulture))]);
        text.Draw(table);
        text.Line($"means over the queries of both directions; {comparison.Runs[0].Protocol}");
        foreach (var test in comparison.Tests())
            text.Line($"{test.Label} − {comparison.Runs[0].Label}, {test.Metric}: {test.Difference.ToString("+0.0000;−0.0000", CultureInfo.InvariantCulture)}, p {(test.PValue < 0.001 ? "< 0.001" : $"= {test.PValue.ToString("F3", CultureInfo.InvariantCulture)}")} ({test.Queries:N0} queries)");
        foreach (var gains in comparison.Gains().GroupBy(gain => gain.Label))
        {
            text.Line($"{gains.Key}: categories that gain most in MAP, and those that lose");
            foreach (var gain in gains.Take(GainsShown).Where(gain => gain.Gain > 0).Concat(gains.TakeLast(GainsShown).Where(gain => gain.Gain < 0)))
                text.Line($"  {gain.Gain.ToString("+0.0000;−0.0000", CultureInfo.InvariantCulture)}  {gain.Category} ({gain.Queries:N0} queries, {gain.First.ToString("F4", CultureInfo.InvariantCulture)} before)");
        }

        foreach (var file in files)
            text.Line(file);
    }

    public static JsonObject ToJson(RunComparison comparison, IReadOnlyList<string> files) => new()
    {
        ["task"] = comparison.Runs[0].Task,
        ["protocol"] = comparison.Runs[0].Protocol,
        ["runs"] = new JsonArray([.. comparison.Runs.Select(run => new JsonObject
        {
            ["label"] = run.Label,
            ["compared"] = run.Compared,
            ["metrics"] = new JsonObject(comparison.Metrics.Select(metric => KeyValuePair.Create(metric, (JsonNode?)Rounded(Mean(run, metric))))),
        })]),
        ["tests"] = new JsonArray([.. comparison.Tests().Select(test => new JsonObject
        {
            ["run"] = test.Label,
            ["against"] = comparison.Runs[0].Label,
            ["metric"] = test.Metric,
            ["difference"] = Rounded(test.Difference),
            ["p"] = Rounded(test.PValue),
            ["queries"] = test.Queries,
        })]),
        ["gains"] = new JsonArray([.. comparison.Gains().Select(gain => new JsonObject
        {
            ["run"] = gain.Label,
            ["category"] = gain.Category,
            ["queries"] = gain.Queries,
            ["first"] = Rounded(gain.First),
            ["own"] = Rounded(gain.Own),
        })]),
        ["files"] = new JsonArray([.. files.Select(file => JsonValue.Create(file))]),
    };

    private static double Mean(RetrievalRun run, string metric) => run.Values(metric)!.Where(value => !double.IsNaN(value)).Average();

    private static JsonValue Rounded(double value) => JsonValue.Create(Math.Round(value, 6));
}
