using System.Buffers.Binary;
using System.Numerics;

namespace Vitrine.Catalogue.Photos;

/// <summary>CRC-32C (Castagnoli; RFC 3720): the checksum with its own processor instruction, about 1 µs for a row of features.</summary>
internal static class Crc32C
{
    /// <summary>Checksum of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="start">Another start gives other checksums of the same bytes.</param>
    public static uint Of(ReadOnlySpan<byte> bytes, uint start = 0)
    {
        var crc = ~start;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
