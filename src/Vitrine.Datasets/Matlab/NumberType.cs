using System.Runtime.InteropServices;

namespace Vitrine.Datasets.Matlab;

/// <summary>How numbers are kept in a data element of level 5, by its number there.</summary>
internal enum NumberType
{
    Int8 = 1,
    UInt8 = 2,
    Int16 = 3,
    UInt16 = 4,
    Int32 = 5,
    UInt32 = 6,
    Single = 7,
    Double = 9,
    Int64 = 12,
    UInt64 = 13,
    Matrix = 14,
    Compressed = 15,
}

/// <summary>Sizes and values of <see cref="NumberType"/>.</summary>
internal static class NumberTypes
{
    /// <summary>Bytes of a number; 0 for what is none.</summary>
    public static int SizeOf(NumberType type) => type switch
    {
        NumberType.Int8 or NumberType.UInt8 => 1,
        NumberType.Int16 or NumberType.UInt16 => 2,
        NumberType.Int32 or NumberType.UInt32 or NumberType.Single => 4,
        NumberType.Double or NumberType.Int64 or NumberType.UInt64 => 8,
        _ => 0,
    };

    /// <summary>The number at the beginning of some bytes, little-endian.</summary>
    public static double Value(NumberType type, ReadOnlySpan<byte> bytes) => type switch
    {
        NumberType.Int8 => (sbyte)bytes[0],
        NumberType.UInt8 => bytes[0],
        NumberType.Int16 => MemoryMarshal.Read<short>(bytes),
        NumberType.UInt16 => MemoryMarshal.Read<ushort>(bytes),
        NumberType.Int32 => MemoryMarshal.Read<int>(bytes),
        NumberType.UInt32 => MemoryMarshal.Read<uint>(bytes),
        NumberType.Single => MemoryMarshal.Read<float>(bytes),
        NumberType.Double => MemoryMarshal.Read<double>(bytes),
        NumberType.Int64 => MemoryMarshal.Read<long>(bytes),
        NumberType.UInt64 => MemoryMarshal.Read<ulong>(bytes),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
