using System.Text;
using System.Text.Json.Nodes;

namespace Vitrine.Workbench.Experiments;

/// <summary>An experiment's figures as rows of text: a method per row, percentages with two decimals, mean ± standard deviation over seeds.</summary>
public sealed class ResultTable
{
    private readonly Experiment experiment;
    private readonly List<string[]> rows;

    private ResultTable(Experiment experiment, Func<string, double?> metric)
    {
        this.experiment = experiment;
        rows = [.. experiment.Runs.Select(run => (string[])[run.Label, .. experiment.Columns.Select(column => Cell(metric, $"{run.Label}/{column.Metric}", column.IsShare ? 100 : 1))])];
    }

    public static ResultTable Of(Experiment experiment, SortedDictionary<string, double> metrics) =>
        new(experiment, key => metrics.TryGetValue(key, out var value) ? value : null);

    public static ResultTable Of(Experiment experiment, JsonNode savedResult) =>
        new(experiment, key => (double?)savedResult["metrics"]?[key]);

    /// <summary>The name of a method and its cells.</summary>
    public IReadOnlyList<string[]> Rows => rows;

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine($"| method | {string.Join(" | ", experiment.Columns.Select(column => column.Heading))} |");
        text.AppendLine($"| --- |{string.Concat(experiment.Columns.Select(_ => " ---: |"))}");
        foreach (var row in rows)
            text.AppendLine($"| {string.Join(" | ", row)} |");
        return text.ToString();
    }

    private static string Cell(Func<string, double?> metric, string key, double factor)
    {
        if (metric(key) is not { } mean)
            return "–";
        var deviation = metric($"{key}/std") ?? 0;
        return deviation > 0 ? $"{factor * mean:F2} ± {factor * deviation:F2}" : $"{factor * mean:F2}";
    }
}
