namespace Vitrine.Catalogue;

/// <summary>The bytes of a table, unpacked, read once from front to back; and how far the file that they come from has been read.</summary>
/// <remarks>A file of a few kilobytes can unpack to terabytes. What unpacks to more than any table does is refused after the first part of it.</remarks>
internal sealed class TableStream(string path, FileStream file, Stream content, Action? dispose = null) : ForwardStream
{
    /// <summary>Real tables shrink to a tenth, those of much the same rows to a hundredth; DEFLATE reaches a thousandth with nothing but equal bytes.</summary>
    private const int MostRatio = 250;

    /// <summary>Unpacked bytes that are harmless whatever they come from.</summary>
    private const long Harmless = 64 << 20;

    private readonly bool isPacked = content != file;
    private long unpacked;

    public long BytesRead => file.Position;

    public long FileLength => file.Length;

    public override int Read(Span<byte> buffer)
    {
        if (!isPacked)
            return file.Read(buffer);
        int read;
        try
        {
            read = content.Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new BadDataException(path, null, null, $"a damaged archive after {unpacked:N0} bytes of the table: {e.Message}", "a whole archive",
                "Make or download the archive again, then import again.", e);
        }

        unpacked += read;
        if (unpacked > Harmless && unpacked / MostRatio > file.Length)
        {
            throw new BadDataException(path, null, null, $"{file.Length:N0} bytes that unpack to more than {unpacked:N0}", $"a table, which unpacks to at most {MostRatio} times its size",
                "Unpack it yourself, see what it is, and name the table.");
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            dispose?.Invoke();
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
