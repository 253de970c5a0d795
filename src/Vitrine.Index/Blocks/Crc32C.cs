using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vitrine.Index;

/// <summary>CRC-32C (Castagnoli, reflected polynomial 0x82F63B78; RFC 3720): the checksum with its own processor instruction.</summary>
internal static class Crc32C
{
    /// <summary>Checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Of(bytes, 0);

    /// <summary>Checksum of what had the checksum <paramref name="before"/> (nothing: 0), followed by some more bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    public static uint Of(ReadOnlySpan<byte> bytes, uint before)
    {
        var crc = ~before;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
