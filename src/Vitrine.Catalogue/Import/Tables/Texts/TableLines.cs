namespace Vitrine.Catalogue;

/// <summary>The lines of a table as text, with their numbers.</summary>
internal sealed class TableLines : IDisposable
{
    /// <summary>Longest line in bytes. The longest product descriptions of shops are about a tenth of this.</summary>
    public const int MaxLength = 1 << 20;

    private readonly TableStream file;
    private readonly Stream text;
    private readonly LineReader reader;

    public TableLines(TableSource source, TextForm form)
    {
        (text, file) = form.Open(source);
        reader = new LineReader(text, MaxLength, form.ReturnsEndLines);
    }

    /// <summary>The number of the line that <see cref="Next"/> gave last, from 1.</summary>
    public long Number => reader.LineNumber;

    /// <summary>Bytes of the file read so far.</summary>
    public long BytesRead => file.BytesRead;

    public long Length => file.FileLength;

    /// <summary>The next line without its end, null after the last; empty where <paramref name="tooLong"/> says that it is above the limit.</summary>
    public string? Next(out bool tooLong) => reader.TryRead(out var line, out tooLong) ? TextEncodings.Utf8.GetString(line) : null;

    public void Dispose()
    {
        text.Dispose();
        file.Dispose();
    }
}
