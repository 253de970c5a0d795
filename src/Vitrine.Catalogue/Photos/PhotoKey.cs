using Vitrine.Platform;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Vitrine.Catalogue.Photos;

/// <summary>
/// Says of a row which photo it is of and what its bytes add up to. A key carries a checksum of its own, so that a file of them that was cut or torn
/// by a crash tells how far it can be trusted.
/// </summary>
/// <param name="Photo"><see cref="CatalogueStore.PhotoOf"/>.</param>
/// <param name="Content">The first 8 bytes of the photo's SHA-256: the number alone would not tell that another store's database was put in this one's place.</param>
/// <param name="Checksum"><see cref="Crc32C"/> of the row.</param>
internal readonly record struct PhotoKey(long Photo, ulong Content, uint Checksum)
{
    /// <summary>Length of a written key.</summary>
    public const int Bytes = 24;

    private const int OwnChecksum = 20;

    /// <param name="target">[<see cref="Bytes"/>]</param>
    /// <param name="rowBytes">Length of the row; a key is valid for rows of this length only.</param>
    public void Write(Span<byte> target, int rowBytes)
    {
        WriteInt64LittleEndian(target, Photo);
        WriteUInt64LittleEndian(target[8..], Content);
        WriteUInt32LittleEndian(target[16..], Checksum);
        WriteUInt32LittleEndian(target[OwnChecksum..], Crc32C.Of(target[..OwnChecksum], (uint)rowBytes));
    }

    /// <summary>Reads a key; null where the bytes are none.</summary>
    /// <param name="source">[<see cref="Bytes"/>]</param>
    /// <param name="rowBytes">As for <see cref="Write"/>.</param>
    public static PhotoKey? Read(ReadOnlySpan<byte> source, int rowBytes)
    {
        var key = new PhotoKey(ReadInt64LittleEndian(source), ReadUInt64LittleEndian(source[8..]), ReadUInt32LittleEndian(source[16..]));
        return key.Photo >= 0 && ReadUInt32LittleEndian(source[OwnChecksum..]) == Crc32C.Of(source[..OwnChecksum], (uint)rowBytes) ? key : null;
    }
}
