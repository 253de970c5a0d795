using System.Text;

namespace Vitrine.Workbench.Experiments;

/// <summary>An experiment's figures as rows of text: a method per row, percentages with two decimals, mean ± standard deviation over seeds.</summary>
public sealed class ResultTable
{
    private readonly Experiment experiment;
    private readonly List<string[]> rows;

    /// <param name="experiment">Names rows and columns.</param>
    /// <param name="metrics">What was measured.</param>
    public ResultTable(Experiment experiment, IReadOnlyDictionary<string, double> metrics)
    {
        this.experiment = experiment;
        rows = [.. experiment.RowLabels.Select(label => (string[])[label, .. experiment.Columns.Select(column => Cell(metrics, $"{label}/{column.Metric}", column.IsShare ? 100 : 1))])];
    }

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

    private static string Cell(IReadOnlyDictionary<string, double> metrics, string key, double factor)
    {
        if (!metrics.TryGetValue(key, out var mean))
            return "–";
        var deviation = metrics.GetValueOrDefault($"{key}/std");
        return deviation > 0 ? $"{factor * mean:F2} ± {factor * deviation:F2}" : $"{factor * mean:F2}";
    }
}
