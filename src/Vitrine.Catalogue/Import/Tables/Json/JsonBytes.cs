namespace Vitrine.Catalogue;

/// <summary>The bytes of a JSON text one by one, and on which line they stand.</summary>
internal sealed class JsonBytes(TableSource source, TextForm form) : IDisposable
{
    private readonly (Stream Text, TableStream File) opened = form.Open(source);
    private readonly byte[] buffer = new byte[1 << 16];
    private int next, end;

    /// <summary>The line of the byte read last, from 1.</summary>
    public long Line { get; private set; } = 1;

    public long BytesRead => opened.File.BytesRead;

    public long Length => opened.File.FileLength;

    /// <summary>The next byte, which stays; -1 at the end.</summary>
    public int Peek()
    {
        if (next == end)
            (next, end) = (0, opened.Text.Read(buffer));
        return next == end ? -1 : buffer[next];
    }

    /// <summary>The next byte; -1 at the end.</summary>
    public int Read()
    {
        var value = Peek();
        if (value >= 0)
            next++;
        if (value == (form.ReturnsEndLines ? '\r' : '\n'))
            Line++;
        return value;
    }

    /// <summary>Passes over blanks, and over what else may stand between values; the byte after it stays. -1 at the end.</summary>
    public int PeekValue()
    {
        // Dirt: zeros, the end mark of DOS, and a byte-order mark in the middle.
        while (Peek() is ' ' or '\t' or '\r' or '\n' or ',' or 0 or 0x1A or 0xEF or 0xBB or 0xBF)
            Read();
        return Peek();
    }

    public void Dispose()
    {
        opened.Text.Dispose();
        opened.File.Dispose();
    }
}
