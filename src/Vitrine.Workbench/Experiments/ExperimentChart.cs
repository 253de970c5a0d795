using System.Globalization;
using Vitrine.Workbench.Charts;

namespace Vitrine.Workbench.Experiments;

/// <summary>A picture of an experiment's figures in the documents: one line for each of some runs, over numbers that stand at the end of metrics' names.</summary>
/// <param name="File">Where it goes, below docs/.</param>
/// <param name="Title">Above it.</param>
/// <param name="XLabel">What the numbers at the end of the names are.</param>
/// <param name="YLabel">What the metrics are.</param>
/// <param name="Metric">What the metrics' names begin with, without the run's label: "composed/…/image-weight-at/".</param>
/// <param name="Runs">Labels of the runs.</param>
public sealed record ExperimentChart(string File, string Title, string XLabel, string YLabel, string Metric, IReadOnlyList<string> Runs)
{
    /// <summary>The drawing; null where nothing of it was measured.</summary>
    public LineChart? Of(IReadOnlyDictionary<string, double> metrics)
    {
        ChartLine[] lines = [.. Runs.Select(run => new ChartLine(run, Points(metrics, $"{run}/{Metric}"))).Where(line => line.Points.Count > 0)];
        return lines.Length > 0 ? new LineChart(Title, XLabel, YLabel, lines) : null;
    }

    private static (double X, double Y)[] Points(IReadOnlyDictionary<string, double> metrics, string start) =>
    [
        .. metrics.Where(metric => metric.Key.StartsWith(start, StringComparison.Ordinal))
            .Select(metric => (IsPoint: double.TryParse(metric.Key[start.Length..], CultureInfo.InvariantCulture, out var x), X: x, Y: metric.Value))
            .Where(point => point.IsPoint).Select(point => (point.X, point.Y)).OrderBy(point => point.X),
    ];
}
