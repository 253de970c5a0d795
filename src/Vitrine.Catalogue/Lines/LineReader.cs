namespace Vitrine.Catalogue;

/// <summary>
/// Cuts a stream into lines of bytes, one buffer for all of them. Drops a UTF-8 byte-order mark at the start and the carriage returns before
/// a line feed; a line above the limit is passed over without being held.
/// </summary>
/// <param name="stream">Read from where it stands.</param>
/// <param name="longestLine">The limit in bytes.</param>
/// <param name="returnsEndLines">A carriage return ends a line also where no line feed follows.</param>
public sealed class LineReader(Stream stream, int longestLine, bool returnsEndLines = false)
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
            var unread = buffer.AsSpan(start + searched, end - start - searched);
            var newline = returnsEndLines ? unread.IndexOfAny((byte)'\n', (byte)'\r') : unread.IndexOf((byte)'\n');
            // A carriage return at the end of the buffer: only the next byte tells whether it is half of an end.
            if (newline >= 0 && (unread[newline] == '\n' || newline + 1 < unread.Length || !Fill()))
            {
                var length = searched + newline;
                line = Finish(length, ref tooLong);
                start += length + (buffer.AsSpan(start + length, end - start - length).StartsWith("\r\n"u8) ? 2 : 1);
                return true;
            }

            if (newline >= 0)
                continue;

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
        line = line.TrimEnd((byte)'\r');
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
