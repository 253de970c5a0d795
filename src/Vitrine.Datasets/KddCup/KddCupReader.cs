using Vitrine.Catalogue;
namespace Vitrine.Datasets.KddCup;

/// <summary>
/// Streams the tab-separated files of the KDD Cup 2020 Multimodalities Recall task: a header, nine columns, no quoting. The training file
/// has 124 GB, so one line at a time is in memory.
/// </summary>
public static class KddCupReader
{
    // Lines average 40 KB.
    private const int LinesPerReport = 256;

    internal static readonly string[] Columns =
        ["product_id", "image_h", "image_w", "num_boxes", "boxes", "features", "class_labels", "query", "query_id"];

    /// <summary>Reads rows as they are asked for.</summary>
    /// <param name="path">The .tsv file.</param>
    /// <param name="report">Gets the rows that were skipped, with the number of their line (the header is line 1).</param>
    /// <param name="options">Limits and known queries; null takes the published sizes.</param>
    /// <param name="progress">Gets the fraction of the file that was read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UsageException">There is no such file, or an option is not positive.</exception>
    /// <exception cref="BadDataException">The header is not that of the task.</exception>
    public static IEnumerable<KddCupRow> Read(
        string path, LineReport report, KddCupOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        if (!File.Exists(path))
            throw new UsageException($"There is no KDD Cup file {path}.");
        options ??= new();
        options.Validate();
        return ReadRows(path, report, options, progress, cancellation);
    }

    private static IEnumerable<KddCupRow> ReadRows(
        string path, LineReport report, KddCupOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        var lines = new LineReader(file, options.LongestLine);
        var ticker = new ReadingTicker(file, LinesPerReport, progress, cancellation);
        RequireHeader(path, lines);
        var parser = new KddCupRowParser(options, report);
        while (Next(lines, parser, ticker, report, options) is { } row)
            yield return row;
    }

    private static void RequireHeader(string path, LineReader lines)
    {
        if (!lines.TryRead(out var line, out var tooLong) || tooLong || !line.SequenceEqual(KddCupWriter.Header.AsSpan()))
        {
            var found = System.Text.Encoding.UTF8.GetString(line[..Math.Min(line.Length, 80)]);
            throw new BadDataException(path, 1, null, $"the header '{found}'", $"the columns {string.Join(", ", Columns)} with tabs between them");
        }
    }

    // The next good row; null at the end.
    private static KddCupRow? Next(LineReader lines, KddCupRowParser parser, ReadingTicker ticker, LineReport report, KddCupOptions options)
    {
        while (lines.TryRead(out var line, out var tooLong))
        {
            ticker.Tick();
            if (tooLong)
                report.Add(lines.LineNumber, $"more than {options.LongestLine} bytes");
            else if (!line.IsEmpty && parser.Parse(lines.LineNumber, line) is { } row)
                return row;
        }

        return null;
    }
}
