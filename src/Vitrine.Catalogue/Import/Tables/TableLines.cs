using System.Text;

namespace Vitrine.Catalogue;

/// <summary>The lines of a table as text, with their numbers.</summary>
internal sealed class TableLines : IDisposable
{
    /// <summary>Longest line in bytes. The longest product descriptions of shops are about a tenth of this.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Stands for bytes that are not UTF-8: a noncharacter of Unicode, which no text may hold.</summary>
    public const char InvalidMark = '\uffff';

    private static readonly Encoding Utf8 =
        Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(InvalidMark.ToString()));

    private readonly FileStream file;
    private readonly LineReader reader;

    /// <exception cref="BadDataException">The file says that it is UTF-16.</exception>
    public TableLines(string path)
    {
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        Span<byte> start = stackalloc byte[2];
        if (file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0xff, 0xfe] or [0xfe, 0xff])
        {
            file.Dispose();
            throw new BadDataException(path, null, null, "UTF-16 text", "UTF-8 text", "Save the table as UTF-8.");
        }

        file.Position = 0;
        reader = new LineReader(file, MaxLength);
    }

    /// <summary>The number of the line that <see cref="Next"/> gave last, from 1.</summary>
    public long Number => reader.LineNumber;

    /// <summary>Bytes of the file read so far.</summary>
    public long BytesRead => file.Position;

    public long Length => file.Length;

    /// <summary>The next line without its end, null after the last; empty where <paramref name="tooLong"/> says that it is above the limit.</summary>
    public string? Next(out bool tooLong) => reader.TryRead(out var line, out tooLong) ? Utf8.GetString(line) : null;

    public void Dispose() => file.Dispose();
}
