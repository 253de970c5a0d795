namespace Vitrine.Index;

/// <summary>
/// Form of a segment file, little-endian: a header of <see cref="HeaderBytes"/>, then the sections, each at a multiple of
/// <see cref="Alignment"/> with zeros between.
/// <code>
/// 0   8  magic "VITRSEG1"      16  8  bytes of the whole file
/// 8   4  version               24  4  number of items
/// 12  4  number of sections    28  4  reserved, 0
/// 32     per section: 8 offset, 8 length, 4 CRC-32C of its bytes, 4 zero
/// 176 4  CRC-32C of the bytes before
/// </code>
/// The manifest holds the header's checksum and the header those of the sections, so that a manifest fixes every byte of data.
/// </summary>
internal static class SegmentFormat
{
    public const uint Version = 1;
    public const int Alignment = 64;
    public const int TableStart = 32;
    public const int TableEntry = 24;
    public const int ChecksumAt = TableStart + SectionCount * TableEntry;
    public const int HeaderBytes = 192;
    public const int SectionCount = 6;

    public static ReadOnlySpan<byte> Magic => "VITRSEG1"u8;
}

/// <summary>Sections of a segment, in file order. Items are sorted by id (ordinal), so that row order is the order of ties.</summary>
internal enum SegmentSection
{
    /// <summary>The caller's row number per item, int32.</summary>
    Rows,

    /// <summary>Start of each id in <see cref="IdText"/> and the end of the last, int32.</summary>
    IdStarts,

    /// <summary>Ids, UTF-8, without separators.</summary>
    IdText,

    /// <summary>Codes in blocks as <see cref="HammingKernel"/> wants them, uint64.</summary>
    Codes,

    /// <summary>Vectors in the index's format, padded rows.</summary>
    Vectors,

    /// <summary>Scale per vector, float32; empty for float32 vectors.</summary>
    Scales,
}
