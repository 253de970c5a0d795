using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vitrine.Platform;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Vitrine.Models.Encoders.Texts;

/// <summary>
/// Says of a row which text it is of and what its bytes add up to. A key carries a checksum of its own, so that a file of them that was cut or torn by a crash
/// tells how far it can be trusted.
/// </summary>
/// <param name="Content">What the network gets, <see cref="ContentOf"/>.</param>
/// <param name="Checksum"><see cref="Crc32C"/> of the row.</param>
internal readonly record struct TextKey(UInt128 Content, uint Checksum)
{
    /// <summary>Length of a written key.</summary>
    public const int Bytes = 24;

    private const int OwnChecksum = 20;

    /// <summary>The first 16 bytes of the SHA-256 of a text's tokens.</summary>
    public static UInt128 ContentOf(ReadOnlySpan<int> tokens)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(tokens), hash);
        return ReadUInt128LittleEndian(hash);
    }

    /// <param name="target">[<see cref="Bytes"/>]</param>
    /// <param name="rowBytes">Length of the row; a key is valid for rows of this length only.</param>
    public void Write(Span<byte> target, int rowBytes)
    {
        WriteUInt128LittleEndian(target, Content);
        WriteUInt32LittleEndian(target[16..], Checksum);
        WriteUInt32LittleEndian(target[OwnChecksum..], Crc32C.Of(target[..OwnChecksum], (uint)rowBytes));
    }

    /// <summary>Reads a key; null where the bytes are none.</summary>
    /// <param name="source">[<see cref="Bytes"/>]</param>
    /// <param name="rowBytes">As for <see cref="Write"/>.</param>
    public static TextKey? Read(ReadOnlySpan<byte> source, int rowBytes)
    {
        var key = new TextKey(ReadUInt128LittleEndian(source), ReadUInt32LittleEndian(source[16..]));
        return ReadUInt32LittleEndian(source[OwnChecksum..]) == Crc32C.Of(source[..OwnChecksum], (uint)rowBytes) ? key : null;
    }
}
