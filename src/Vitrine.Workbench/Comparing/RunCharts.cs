using System.Globalization;
using System.Text.RegularExpressions;
using Vitrine.Platform;
using Vitrine.Workbench.Charts;

namespace Vitrine.Workbench.Comparing;

/// <summary>The curves of a comparison: precision over recall, precision of the first N, and MAP over the length of codes where a method has several.</summary>
public static partial class RunCharts
{
    /// <summary>Writes each curve as SVG and PNG.</summary>
    /// <param name="comparison">Runs.</param>
    /// <param name="folder">Gets the files; made where it is missing.</param>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> Write(RunComparison comparison, string folder)
    {
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (var (name, chart) in Of(comparison))
        {
            files.Add(Path.Combine(folder, $"{name}.svg"));
            DurableFile.Replace(files[^1], System.Text.Encoding.UTF8.GetBytes(chart.ToSvg()));
            files.Add(Path.Combine(folder, $"{name}.png"));
            DurableFile.Replace(files[^1], chart.ToPng());
        }

        return files;
    }

    /// <summary>The charts by the names of their files.</summary>
    public static IReadOnlyDictionary<string, LineChart> Of(RunComparison comparison)
    {
        var runs = comparison.Runs;
        var charts = new Dictionary<string, LineChart>
        {
            ["precision-recall"] = new($"{runs[0].Task}: precision over recall", "recall", "precision", [.. runs.Select(run => Line(run, direction => direction.PrecisionAtRecall))]),
            ["precision-at-n"] = new($"{runs[0].Task}: precision of the first N", "N", "precision", [.. runs.Select(run => Line(run, direction => direction.PrecisionAtRank))], IsLogarithmic: true),
        };
        ChartLine[] byBits = [.. runs.Select(run => (Run: run, Name: Length().Match(run.Label))).Where(run => run.Name.Success)
            .GroupBy(run => run.Name.Groups["method"].Value + run.Name.Groups["rest"].Value, StringComparer.Ordinal).Where(method => method.Count() > 1)
            .Select(method => new ChartLine(method.Key, [.. method.Select(run => ((double)int.Parse(run.Name.Groups["bits"].Value, CultureInfo.InvariantCulture), run.Run.Values("map")!.Average())).OrderBy(point => point.Item1)]))];
        if (byBits.Length > 0)
            charts["map-by-bits"] = new LineChart($"{runs[0].Task}: MAP by the length of codes", "bits", "MAP", byBits, IsLogarithmic: true);
        return charts;
    }

    private static ChartLine Line(RetrievalRun run, Func<RunDirection, IReadOnlyList<CurvePoint>> curve) =>
        new(run.Label, [.. curve(run.Directions[0]).Select((point, i) => (point.At, run.Directions.Average(direction => curve(direction)[i].Value)))]);

    [GeneratedRegex(@"^(?<method>.+)-(?<bits>\d+)(?<rest>-weighted)?$")]
    private static partial Regex Length();
}
