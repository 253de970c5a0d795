namespace Vitrine.Index;

/// <summary>
/// Form of the file of tables over the codes of a segment, little-endian: a header of <see cref="HeaderBytes"/>, the sections, and their directory, as in a
/// segment file.
/// <code>
/// header                                   sections
/// 0   8  magic "VITRCOD1"                  0  costs: 32 bytes a step, see CodeStep
/// 8   4  CRC-32C of the segment's header   1  branches: their coarse layers, codes of one word in blocks of eight
/// 12  4  items of the segment              2  where each branch begins, int32, and the end of the last
/// 16  4  bits of the codes                 3  positions, branch after branch, int32
/// 20  4  parts                             4  their codes, in blocks of eight
/// 24  4  bits of the coarse layers         5  per part: where each key begins, int32, and the end of the last;
/// 28  4  branches, 0 for none                 then positions, key after key, int32
/// 32  8  bytes of the whole file
/// 40  8  offset of the directory
/// 48  8  its length
/// 56  4  CRC-32C of the directory
/// 60  4  CRC-32C of the bytes before
/// </code>
/// </summary>
internal static class CodeTableFormat
{
    public const int HeaderBytes = 64;
    public const int SegmentAt = 8;
    public const int ItemsAt = 12;
    public const int CodeBitsAt = 16;
    public const int PartsAt = 20;
    public const int BranchBitsAt = 24;
    public const int BranchesAt = 28;
    public const int FileLengthAt = 32;
    public const int DirectoryAt = 40;
    public const int DirectoryLengthAt = 48;
    public const int DirectoryChecksumAt = 56;
    public const int ChecksumAt = 60;

    public const int Costs = 0;
    public const int BranchKeys = 1;
    public const int BranchStarts = 2;
    public const int BranchPositions = 3;
    public const int BranchCodes = 4;
    public const int FirstPart = 5;

    public static ReadOnlySpan<byte> Magic => "VITRCOD1"u8;

    /// <summary>The file of tables that belongs to a segment file.</summary>
    public static string FileOf(string segmentFile) => segmentFile.Replace("segment-", "tables-", StringComparison.Ordinal);

    /// <summary>Names of the sections, for messages.</summary>
    public static IReadOnlyList<string> SectionNames(int parts) =>
        ["costs", "branches", "branch starts", "branch positions", "branch codes", .. Enumerable.Range(0, parts).SelectMany(part => new[] { $"part {part} starts", $"part {part} positions" })];
}
