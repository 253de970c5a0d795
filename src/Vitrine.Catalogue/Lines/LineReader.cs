namespace Vitrine.Catalogue;

/// <summary>
/// Cuts a stream into lines of bytes, one buffer for all of them. Drops a UTF-8 byte-order mark at the start and the carriage return of
/// CRLF; a line above the limit is passed over without being held.
/// </summary>
public sealed class LineReader(Stream stream, int longestLine)
{
    // A byte-order mark and a carriage return do not count as part of a line.
    private const int BytesDropped = 3 + 1;

    private byte[] buffer = new byte[1 << 16];
    private int start, end;

    /// <summary>Number of the line read last, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Reads the next line, valid until the following call.</summary>
    /// <param name="line">The line without its end; empty where it is too long.</param>
    /// <param name="tooLong">The line has more bytes than the limit.</param>
    /// <returns>False at the end of the stream.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line, out bool tooLong)
    {
        tooLong = false;
        var searched = 0;
        while (true)
        {
            var newline = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var length = searched + newline;
                line = Finish(length, ref tooLong);
                start += length + 1;
                return true;
            }

            searched = end - start;
            if (searched > longestLine + BytesDropped)
            {
                tooLong = true;
                start = end;
                searched = 0;
            }

            if (Fill())
                continue;
            if (end == start && !tooLong)
            {
                line = default;
                return false;
            }

            line = Finish(end - start, ref tooLong);
            start = end;
            return true;
        }
    }

    private ReadOnlySpan<byte> Finish(int length, scoped ref bool tooLong)
    {
        LineNumber++;
        ReadOnlySpan<byte> line = buffer.AsSpan(start, length);
        if (LineNumber == 1 && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        if (line.EndsWith("\r"u8))
            line = line[..^1];
        tooLong |= line.Length > longestLine;
        return tooLong ? default : line;
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
            Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, Array.MaxLength));
        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }
}
