namespace Vitrine.Workbench.Encoders;

/// <summary>Writes to another stream, tells how much, and ends what never ends.</summary>
/// <param name="inner">Not disposed with this.</param>
/// <param name="limit">Bytes at most.</param>
/// <param name="report">Gets the bytes so far.</param>
internal sealed class CountedStream(Stream inner, long limit, Action<long> report) : Stream
{
    private long written;

    public override bool CanRead => false;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => true;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Count(buffer.Length);
        inner.Write(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count(buffer.Length);
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => inner.SetLength(value);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Count(int bytes)
    {
        written += bytes;
        if (written > limit)
            throw new IOException($"more than {limit >> 20} MB");
        report(written);
    }
}
