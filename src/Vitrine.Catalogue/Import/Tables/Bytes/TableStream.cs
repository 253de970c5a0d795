namespace Vitrine.Catalogue;

/// <summary>The bytes of a table, unpacked, read once from front to back; and how far the file that they come from has been read.</summary>
/// <remarks>A file of a few kilobytes can unpack to terabytes. What unpacks to more than any table does is refused after the first part of it.</remarks>
internal sealed class TableStream(string path, FileStream file, Stream content, Action? dispose = null) : Stream
{
    /// <summary>Real tables shrink to a tenth, those of much the same rows to a hundredth; DEFLATE reaches a thousandth with nothing but equal bytes.</summary>
    private const int MostRatio = 250;

    /// <summary>Unpacked bytes that are harmless whatever they come from.</summary>
    private const long Harmless = 64 << 20;

    private readonly bool isPacked = content != file;
    private long unpacked;

    public long BytesRead => file.Position;

    public long FileLength => file.Length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

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

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
