using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Vitrine.Catalogue.Text;

/// <summary>The binary layout of word2vec. Entries are counted from 1 in place of lines.</summary>
internal static class Word2VecBinary
{
    internal static void Read(Stream stream, string path, WordVectorCollector collector, ReadingTicker ticker)
    {
        var reader = new ByteReader(stream);
        Span<byte> header = stackalloc byte[64];
        var length = reader.ReadUntil((byte)'\n', header);
        if (length < 0 || !WordVectorReader.TryParseHeader(header[..length], out var words, out var dimensions))
            throw new BadDataException(path, 1, null, "no header", "a line with the number of words and of dimensions");
        collector.Start(1, dimensions);

        Span<byte> word = stackalloc byte[WordVectorCollector.LongestWord + 1];
        var vector = new float[collector.Dimensions];
        for (var entry = 1L; entry <= words && !collector.IsFull; entry++)
        {
            ticker.Tick();
            length = reader.ReadUntil((byte)' ', word);
            if (length < 0)
            {
                // Without the blank there is no telling where the next entry begins.
                collector.Report.Add(entry, reader.IsAtEnd
                    ? $"the end of the file; the header says {words} words"
                    : $"a word of more than {WordVectorCollector.LongestWord} bytes; the rest of the file is not read");
                return;
            }

            var wanted = collector.Wants(entry, word[..length].TrimStart((byte)'\n'), out var text);
            if (!reader.TryReadExactly(MemoryMarshal.AsBytes(vector.AsSpan())))
            {
                collector.Report.Add(entry, "the end of the file inside a vector");
                return;
            }

            if (!BitConverter.IsLittleEndian)
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, uint>(vector), MemoryMarshal.Cast<float, uint>(vector.AsSpan()));
            if (wanted)
                collector.Add(entry, text, vector);
        }
    }

    /// <summary>A buffer over the stream, because words end at a byte that must be looked for.</summary>
    private sealed class ByteReader(Stream stream)
    {
        private readonly byte[] buffer = new byte[1 << 16];
        private int start, end;

        internal bool IsAtEnd => start == end && !Fill();

        /// <summary>Copies the bytes before a delimiter and passes it; −1 where it does not come within the space given.</summary>
        internal int ReadUntil(byte delimiter, Span<byte> destination)
        {
            for (var length = 0; ; length++)
            {
                if (IsAtEnd)
                    return -1;
                var value = buffer[start++];
                if (value == delimiter)
                    return length;
                if (length == destination.Length)
                    return -1;
                destination[length] = value;
            }
        }

        internal bool TryReadExactly(Span<byte> destination)
        {
            while (!destination.IsEmpty)
            {
                if (IsAtEnd)
                    return false;
                var count = Math.Min(destination.Length, end - start);
                buffer.AsSpan(start, count).CopyTo(destination);
                destination = destination[count..];
                start += count;
            }

            return true;
        }

        private bool Fill()
        {
            (start, end) = (0, stream.Read(buffer, 0, buffer.Length));
            return end > 0;
        }
    }
}
