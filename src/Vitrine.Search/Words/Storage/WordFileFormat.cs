namespace Vitrine.Search.Words;

/// <summary>
/// Form of the file of words, little-endian: a header of <see cref="HeaderBytes"/>, a directory of one entry for each <see cref="WordSection"/>, and the sections, each at a multiple of <see cref="Alignment"/>.
/// <code>
/// header                                  directory, per section
/// 0   8  magic "VITRWRD6"                 0   8  offset
/// 8   8  bytes of the whole file          8   8  length
/// 16  4  CRC-32C of the directory         16  4  CRC-32C
/// 20  4  CRC-32C of the bytes before      20  4  zero
/// </code>
/// </summary>
internal static class WordFileFormat
{
    public const int Alignment = 8;
    public const int HeaderBytes = 24;
    public const int LengthAt = 8;
    public const int DirectoryChecksumAt = 16;
    public const int HeaderChecksumAt = 20;
    public const int EntryBytes = 24;
    public const int Sections = (int)WordSection.PairCounts + 1;
    public const int ContentAt = HeaderBytes + Sections * EntryBytes;

    public static ReadOnlySpan<byte> Magic => "VITRWRD6"u8;
}

/// <summary>What the file holds. Texts are in UTF-8, each list in the order of its bytes; a list's offsets are one more than its texts.</summary>
internal enum WordSection
{
    /// <summary><see cref="WordFileCard"/> as JSON.</summary>
    Card,
    TermOffsets,
    TermTexts,

    /// <summary>int64: where the runs of each term begin in <see cref="Postings"/>, and their end.</summary>
    PostingOffsets,

    /// <summary>See <see cref="PostingRun"/>.</summary>
    Postings,
    VocabularyOffsets,
    VocabularyTexts,

    /// <summary>Two int32 a word: products that have it as it is written, and those that have it elsewhere than in attributes.</summary>
    VocabularyCounts,
    PairOffsets,
    PairTexts,

    /// <summary>int32: titles in which the pair of words stands side by side.</summary>
    PairCounts,
}
