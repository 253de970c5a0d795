namespace Vitrine.Catalogue;

/// <summary>
/// Lets no single request through that asks for more than the limit. A tar reader takes the metadata of a member (a long name, a
/// PAX header) in one request of the length that the archive claims: a gigabyte of zeros, a few megabytes when gzipped.
/// Nor more than a total, for the same reason.
/// </summary>
internal sealed class BoundedReadStream(Stream inner, int maxRequest, long maxTotal) : Stream
{
    private long total;

    public override bool CanRead => true;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length > maxRequest)
            throw new InvalidDataException($"metadata of {buffer.Length:N0} bytes in one member; the limit is {maxRequest:N0}");
        var read = inner.Read(buffer);
        return (total += read) <= maxTotal
            ? read
            : throw new InvalidDataException($"more than {maxTotal:N0} bytes come out of it, far more than photos would");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
