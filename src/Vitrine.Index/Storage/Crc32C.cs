using System.Buffers.Binary;
using System.Numerics;

namespace Vitrine.Index;

/// <summary>CRC-32C (Castagnoli, reflected polynomial 0x82F63B78; RFC 3720): the checksum with its own processor instruction.</summary>
static class Crc32C
{
    /// <summary>Checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
