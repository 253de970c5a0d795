using System.Buffers.Binary;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Walks the fields of a message in the wire format of Protocol Buffers.</summary>
/// <remarks>Throws <see cref="FormatException"/> where the bytes are no message.</remarks>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private const int Varint = 0, Fixed64 = 1, Delimited = 2, Fixed32 = 5;

    private ReadOnlySpan<byte> rest = message;

    /// <summary>The number of the field read last.</summary>
    internal int Field { get; private set; }

    /// <summary>Its value, where it is a whole number or a truth value.</summary>
    internal ulong Number { get; private set; }

    /// <summary>Its value, where it is a number of single precision.</summary>
    internal float Single { get; private set; }

    /// <summary>Its value, where it is a text, bytes or a message.</summary>
    internal ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Goes to the next field; false at the end.</summary>
    internal bool Next()
    {
        if (rest.IsEmpty)
            return false;

        var tag = ReadVarint();
        (Field, Number, Single) = ((int)(tag >> 3 & int.MaxValue), 0, 0);
        Bytes = default;
        switch ((int)(tag & 7))
        {
            case Varint:
                Number = ReadVarint();
                break;
            case Fixed64:
                Take(8);
                break;
            case Delimited:
                Bytes = Take(ReadVarint());
                break;
            case Fixed32:
                Single = BinaryPrimitives.ReadSingleLittleEndian(Take(4));
                break;
            default:
                throw new FormatException($"a field of kind {tag & 7}");
        }

        return true;
    }

    private ulong ReadVarint()
    {
        var value = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new FormatException("a number of more than ten bytes");
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)rest.Length)
            throw new FormatException($"a field of {count} bytes, of which {rest.Length} are there");

        var taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }
}
