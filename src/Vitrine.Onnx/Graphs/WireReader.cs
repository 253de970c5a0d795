namespace Vitrine.Onnx.Graphs;

/// <summary>Reads one protobuf message, field by field, without copying: the wire format of protobuf's encoding guide, with every length checked against the message.</summary>
/// <param name="bytes">The message.</param>
/// <param name="start">Where it begins in the file.</param>
internal ref struct WireReader(ReadOnlySpan<byte> bytes, long start = 0)
{
    private const int Varint = 0, Fixed64 = 1, LengthDelimited = 2, Fixed32 = 5;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private readonly long start = start;
    private int next;

    /// <summary>The number of the present field.</summary>
    public int Field { get; private set; }

    /// <summary>A whole number; of a field of bytes their length.</summary>
    public ulong Number { get; private set; }

    /// <summary>The bytes of a field that has any: a string, a message, packed numbers.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Where <see cref="Bytes"/> begin in the file.</summary>
    public long Offset { get; private set; }

    public readonly bool HasBytes => !Bytes.IsEmpty;

    /// <summary>A message inside this one.</summary>
    public readonly WireReader Message => new(Bytes, Offset);

    /// <summary>Goes to the next field; false at the end.</summary>
    /// <exception cref="InvalidDataException">These bytes are no message.</exception>
    public bool Read()
    {
        if (next == bytes.Length)
            return false;
        var key = ReadVarint();
        (Field, Number) = ((int)Math.Min(key >> 3, int.MaxValue), 0);
        Bytes = [];
        switch ((int)(key & 7))
        {
            case Varint:
                Number = ReadVarint();
                break;
            case Fixed64:
                Take(8);
                break;
            case Fixed32:
                Take(4);
                break;
            case LengthDelimited:
                Number = ReadVarint();
                Take(Number);
                break;
            default:
                throw Broken();
        }

        return true;
    }

    /// <summary>Whole numbers of a repeated field, whether they stand one by one or packed.</summary>
    public readonly void AddTo(List<long> numbers)
    {
        if (!HasBytes)
        {
            numbers.Add((long)Number);
            return;
        }

        var packed = new WireReader(Bytes);
        while (packed.next < Bytes.Length)
            numbers.Add((long)packed.ReadVarint());
    }

    private void Take(ulong length)
    {
        if (length > (ulong)(bytes.Length - next))
            throw Broken();
        Bytes = bytes.Slice(next, (int)length);
        Offset = start + next;
        next += (int)length;
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64 && next < bytes.Length; shift += 7)
        {
            var part = bytes[next++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }

        throw Broken();
    }

    private static InvalidDataException Broken() => new("a broken message");
}
