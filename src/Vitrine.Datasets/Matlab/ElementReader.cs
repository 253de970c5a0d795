using System.Buffers.Binary;

namespace Vitrine.Datasets.Matlab;

/// <summary>A data element of level 5: its type, and where its bytes lie.</summary>
/// <param name="Type">Of its content.</param>
/// <param name="Start">Of its bytes.</param>
/// <param name="Length">In bytes.</param>
/// <param name="End">Where the next element begins.</param>
internal readonly record struct Element(NumberType Type, long Start, long Length, long End);

/// <summary>Reads elements of level 5 one after the other: a tag of eight bytes, or one of four with up to four bytes behind it, and padding to eight.</summary>
/// <param name="file">What messages call the file.</param>
/// <param name="stream">Can be sought in.</param>
/// <param name="end">Where the elements end.</param>
internal sealed class ElementReader(string file, Stream stream, long end)
{
    private const int Alignment = 8;

    /// <summary>The element at a place.</summary>
    public Element At(long position)
    {
        if (position + Alignment > end)
            throw new MatFormatException(file, $"the end at byte {position}", "a data element");
        Span<byte> tag = stackalloc byte[Alignment];
        Read(position, tag);
        var first = BinaryPrimitives.ReadUInt32LittleEndian(tag);
        if (first >> 16 is > 0 and var small)
        {
            return small <= 4
                ? new Element((NumberType)(first & 0xFFFF), position + 4, small, position + Alignment)
                : throw new MatFormatException(file, $"a short element of {small} bytes at byte {position}", "at most 4");
        }

        var (type, length) = ((NumberType)first, (long)BinaryPrimitives.ReadUInt32LittleEndian(tag[4..]));
        var start = position + Alignment;
        if (start + length > end)
            throw new MatFormatException(file, $"an element of {length:N0} bytes at byte {position}, {end - start:N0} bytes before the end", "a whole one");
        // Only compressed elements stand without padding.
        return new Element(type, start, length, type == NumberType.Compressed ? start + length : Math.Min(end, start + (length + Alignment - 1) / Alignment * Alignment));
    }

    /// <summary>Fills a buffer from a place.</summary>
    public void Read(long position, Span<byte> bytes)
    {
        stream.Position = position;
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException)
        {
            throw new MatFormatException(file, $"the end after byte {position}", $"{bytes.Length} more bytes");
        }
    }

    /// <summary>The numbers of an element; for short ones.</summary>
    /// <param name="element">Which.</param>
    /// <param name="what">What a message calls it.</param>
    /// <param name="most">More are refused.</param>
    public double[] Numbers(Element element, string what, long most)
    {
        var size = NumberTypes.SizeOf(element.Type);
        if (size == 0 || element.Length % size != 0 || element.Length / size > most)
            throw new MatFormatException(file, $"{element.Length:N0} bytes of type {(int)element.Type} as {what}", $"at most {most:N0} numbers");
        var bytes = new byte[element.Length];
        Read(element.Start, bytes);
        var numbers = new double[element.Length / size];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = NumberTypes.Value(element.Type, bytes.AsSpan(i * size));
        return numbers;
    }
}
