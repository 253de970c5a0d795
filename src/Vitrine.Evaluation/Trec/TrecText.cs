using System.IO.Compression;
using System.Text;

namespace Vitrine.Evaluation;

/// <summary>Lines of cells in a text file that may be gzipped (name ends in .gz), within limits.</summary>
internal static class TrecText
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The cells of every line that is not blank, with its line number.</summary>
    public static IEnumerable<(long Line, string[] Cells)> Read(string path, string format, TrecLimits limits)
    {
        var cellCount = format.Split(' ').Length;
        using var reader = new StreamReader(Open(path), StrictUtf8);
        var text = new StringBuilder();
        for (long line = 1; ReadLine(reader, text, path, line, limits.LineLength); line++)
        {
            if (line > limits.Lines)
                throw new TrecFormatException(path, line, $"more than {limits.Lines} lines; raise the limit if the file is right.");
            var cells = text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length == 0)
                continue;
            if (cells.Length != cellCount)
                throw new TrecFormatException(path, line, $"{cells.Length} cells found, {cellCount} expected: {format}");
            yield return (line, cells);
        }
    }

    /// <summary>Opens a file for writing, gzipped if its name says so.</summary>
    public static StreamWriter Create(string path)
    {
        Stream stream = File.Create(path);
        if (IsGzip(path))
            stream = new GZipStream(stream, CompressionLevel.Optimal);
        return new StreamWriter(stream, StrictUtf8) { NewLine = "\n" };
    }

    /// <summary>Refuses an id that would break a line into other cells.</summary>
    public static string Cell(string id, string kind) => id.Length > 0 && !id.Any(char.IsWhiteSpace)
        ? id
        : throw new ArgumentException($"The {kind} id '{id}' is empty or holds white space, which a TREC file cannot express.", nameof(id));

    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        return IsGzip(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static bool IsGzip(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    // StreamReader.ReadLine would hold a line of any length in memory before anyone could object to it.
    private static bool ReadLine(StreamReader reader, StringBuilder text, string path, long line, int limit)
    {
        text.Clear();
        try
        {
            for (int c; (c = reader.Read()) >= 0;)
            {
                if (c == '\n')
                    return true;
                if (text.Length >= limit)
                    throw new TrecFormatException(path, line, $"longer than {limit} characters; this is no TREC file, or the limit must be raised.");
                text.Append((char)c);
            }
        }
        catch (DecoderFallbackException)
        {
            throw new TrecFormatException(path, line, "bytes here or shortly after are not valid UTF-8; save the file as UTF-8.");
        }
        catch (InvalidDataException)
        {
            throw new TrecFormatException(path, line, "the gzip stream is broken here; the file is no gzip file or was cut off.");
        }

        return text.Length > 0;
    }
}
