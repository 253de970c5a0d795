namespace Vitrine.Index;

/// <summary>
/// Form of a segment file, little-endian: a header of <see cref="HeaderBytes"/>, the sections (<see cref="SegmentLayout"/>), and the directory; each
/// section and the directory begin at a multiple of <see cref="Alignment"/>, with zeros between that mean nothing.
/// <code>
/// header                             directory
/// 0   8  magic "VITRSEG2"            per section: 8 offset, 8 length
/// 8   4  number of items             per section, per block of 64 KB: 4 CRC-32C of the block
/// 12  4  number of sections
/// 16  8  bytes of the whole file
/// 24  8  offset of the directory
/// 32  8  its length
/// 40  4  CRC-32C of the directory
/// 44  4  CRC-32C of the bytes before
/// </code>
/// The manifest holds the checksum of the header, the header that of the directory, the directory those of the blocks: a manifest fixes every byte of
/// data, and a block can be verified alone.
/// </summary>
internal static class SegmentFormat
{
    public const int Alignment = SectionDirectory.Alignment;
    public const int HeaderBytes = 64;
    public const int ItemsAt = 8;
    public const int SectionsAt = 12;
    public const int FileLengthAt = 16;
    public const int DirectoryAt = 24;
    public const int DirectoryLengthAt = 32;
    public const int DirectoryChecksumAt = 40;
    public const int ChecksumAt = 44;
    public const int DirectoryEntry = SectionDirectory.EntryBytes;

    public static ReadOnlySpan<byte> Magic => "VITRSEG2"u8;
}
