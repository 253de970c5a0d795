using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Vitrine.Catalogue;

/// <summary>One hash over many, whatever their order: their sum by 64-bit lanes, hashed once more (Bellare and Micciancio, "A New Paradigm for Collision-free Hashing", 1997).</summary>
/// <remarks>It tells states of a store apart; it does not withstand somebody who makes products in order to deceive.</remarks>
internal sealed class MultisetHash
{
    private readonly ulong[] sum = new ulong[SHA256.HashSizeInBytes / sizeof(ulong)];
    private long count;

    /// <param name="digest">SHA-256.</param>
    public void Add(ReadOnlySpan<byte> digest)
    {
        for (var lane = 0; lane < sum.Length; lane++)
            sum[lane] += BinaryPrimitives.ReadUInt64LittleEndian(digest[(lane * sizeof(ulong))..]);
        count++;
    }

    /// <summary>Hexadecimal.</summary>
    public override string ToString()
    {
        var bytes = new byte[(sum.Length + 1) * sizeof(ulong)];
        for (var lane = 0; lane < sum.Length; lane++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(lane * sizeof(ulong)), sum[lane]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sum.Length * sizeof(ulong)), count);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
