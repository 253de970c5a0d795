using System.Globalization;
using System.Text;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>
/// What a partition was measured to find and to take: a small text file beside the cells, so that it can be measured again with other queries while the
/// cells stay. Its first lines name the form and the cells, its last is the CRC-32C of everything before.
/// </summary>
/// <param name="Cells">CRC-32C of the header of the file of cells.</param>
/// <param name="Queries">Queries that were asked.</param>
/// <param name="AreQueriesGiven">Whether they were given, and no items.</param>
/// <param name="ExactMs">Milliseconds of the whole scan.</param>
/// <param name="Steps">By k, then by probes, ascending.</param>
internal sealed record PartitionRecall(uint Cells, int Queries, bool AreQueriesGiven, double ExactMs, IReadOnlyList<ProbeStep> Steps)
{
    private const string FirstLine = "vitrine-recall 1";
    private const long MaxBytes = 64 << 10; // three k, some thirty steps for each

    /// <summary>The file that belongs to a segment file.</summary>
    public static string FileOf(string segmentFile) => segmentFile.Replace("segment-", "recall-", StringComparison.Ordinal);

    /// <summary>Writes the file and forces it to disk.</summary>
    public void Write(string path)
    {
        var text = new StringBuilder(FirstLine).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"cells {Cells:x8}\nqueries {Queries} {(AreQueriesGiven ? "given" : "items")}\nexact {ExactMs:R}\n");
        foreach (var step in Steps)
            text.Append(CultureInfo.InvariantCulture, $"step {step.Probes} {step.K} {step.Recall:R} {step.Visited:R} {step.Ms:R}\n");
        var checksum = Crc32C.Of(Encoding.ASCII.GetBytes(text.ToString()));
        text.Append(CultureInfo.InvariantCulture, $"crc32c {checksum:x8}\n");
        DurableFile.Replace(path, Encoding.ASCII.GetBytes(text.ToString()));
    }

    /// <summary>Reads the file; null where there is none, or one of cells that have been made anew since.</summary>
    /// <exception cref="IndexFormatException">The file is damaged or of another version.</exception>
    public static PartitionRecall? Read(string path, uint cells)
    {
        if (!File.Exists(path))
            return null;
        if (new FileInfo(path).Length > MaxBytes)
            throw new IndexFormatException(path, $"larger than {MaxBytes} bytes; this is no measured recall.");
        var text = File.ReadAllText(path, Encoding.Latin1);
        if (!text.StartsWith(FirstLine + "\n", StringComparison.Ordinal))
            throw new IndexFormatException(path, $"the first line is not '{FirstLine}'; the file is damaged or of another version.");
        var last = text.LastIndexOf("\ncrc32c ", StringComparison.Ordinal) + 1;
        if (last == 0 || text[last..] != FormattableString.Invariant($"crc32c {Crc32C.Of(Encoding.Latin1.GetBytes(text[..last])):x8}\n"))
            throw new IndexFormatException(path, "the measured recall does not match its checksum; the file is damaged.");
        try
        {
            var recall = Parse(text[..last].Split('\n', StringSplitOptions.RemoveEmptyEntries));
            return recall.Cells == cells ? recall : null;
        }
        catch (Exception problem) when (problem is FormatException or OverflowException or IndexOutOfRangeException)
        {
            throw new IndexFormatException(path, $"a line cannot be read ({problem.Message}); the file was written by another program.");
        }
    }

    private static PartitionRecall Parse(string[] lines)
    {
        var recall = new PartitionRecall(
            uint.Parse(lines[1].Split(' ')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), Whole(lines[2].Split(' ')[1]),
            lines[2].EndsWith(" given", StringComparison.Ordinal), Number(lines[3].Split(' ')[1]), []);
        return recall with
        {
            Steps = [.. lines[4..].Select(line => line.Split(' ')).Select(cells => new ProbeStep(Whole(cells[1]), Whole(cells[2]), Number(cells[3]), Number(cells[4]), Number(cells[5])))],
        };
    }

    private static int Whole(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
