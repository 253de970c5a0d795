namespace Vitrine.Index;

/// <summary>
/// Form of the file that parts the vectors of a segment into cells, little-endian: a header of <see cref="HeaderBytes"/>, the sections, and their
/// directory, as in a segment file.
/// <code>
/// header                                          sections
/// 0   8  magic "VITRCEL1"                         0  rotated centroids, half precision, padded rows
/// 8   4  CRC-32C of the segment's header          1  their scales, float32
/// 12  4  items of the segment                     2  per cell: 8 start in section 3, 4 items, 4 ‖centroid‖² as float32
/// 16  4  dimensions of the vectors                3  the cells one after another, see CellShape
/// 20  4  cells
/// 24  4  1 if items have codes of four bits, too
/// 28  4  zero
/// 32  8  seed of the rotation
/// 40  8  bytes of the whole file
/// 48  8  offset of the directory
/// 56  8  its length
/// 64  4  CRC-32C of the directory
/// 68  4  CRC-32C of the bytes before
/// </code>
/// The segment's checksum fixes every byte of the segment, so cells never stand beside vectors of which they were not made.
/// </summary>
internal static class CellFormat
{
    public const int HeaderBytes = 128;
    public const int SegmentAt = 8;
    public const int ItemsAt = 12;
    public const int DimensionsAt = 16;
    public const int CellsAt = 20;
    public const int FourBitsAt = 24;
    public const int SeedAt = 32;
    public const int FileLengthAt = 40;
    public const int DirectoryAt = 48;
    public const int DirectoryLengthAt = 56;
    public const int DirectoryChecksumAt = 64;
    public const int ChecksumAt = 68;

    public const int Centroids = 0;
    public const int CentroidScales = 1;
    public const int CellList = 2;
    public const int Cells = 3;

    /// <summary>Most cells; more would take longer to choose from than to scan.</summary>
    public const int MaxCells = 1 << 20;

    public static ReadOnlySpan<byte> Magic => "VITRCEL1"u8;

    /// <summary>Names of the sections, for messages.</summary>
    public static IReadOnlyList<string> SectionNames { get; } = ["centroids", "centroid scales", "cell list", "cells"];

    /// <summary>The file of cells that belongs to a segment file.</summary>
    public static string FileOf(string segmentFile) => segmentFile.Replace("segment-", "cells-", StringComparison.Ordinal);
}
