using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>What a file is that is no table, by its first bytes.</summary>
internal static class FileKind
{
    /// <summary>What Vitrine reads as a table, for messages.</summary>
    public const string Tables = "a table: .csv, .tsv, .json, .jsonl, .xml or .xlsx, also as .gz or alone in a .zip";

    /// <summary>An XML document that lists nothing.</summary>
    public const string OtherXml = "an XML document that lists no products";

    private static readonly (byte[] Start, string Kind)[] Starts =
    [
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "a document of the Office of before 2007, such as .xls"),
        ("%PDF-"u8.ToArray(), "a PDF document"),
        (@"{\rtf"u8.ToArray(), "an RTF document"),
        ("8BPS"u8.ToArray(), "a Photoshop picture"),
        ("Rar!"u8.ToArray(), "a RAR archive"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "an xz archive"),
        ("BZh"u8.ToArray(), "a bzip2 archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
        ([0x04, 0x22, 0x4D, 0x18], "an LZ4 archive"),
        ("SQLite format 3\0"u8.ToArray(), "an SQLite database"),
        ("PAR1"u8.ToArray(), "a Parquet file"),
        ("\0\u0001\0\0Standard "u8.ToArray(), "an Access database"),
        ([0x89, (byte)'H', (byte)'D', (byte)'F'], "an HDF5 file"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
        ("version https://git-lfs"u8.ToArray(), "a pointer of Git LFS in place of the file"),
    ];

    /// <summary>What the file is, with its article; null if it may be a text, a gzip file or a zip archive.</summary>
    public static string? Of(ReadOnlySpan<byte> start)
    {
        foreach (var (mark, kind) in Starts)
        {
            if (start.StartsWith(mark))
                return kind;
        }

        if (start.Length > 262 && start[257..].StartsWith("ustar"u8))
            return "a tar archive";
        if (start.Length > 14 && start.StartsWith("BM"u8) && start[6..10].IndexOfAnyExcept((byte)0) < 0)
            return "a BMP picture";
        if (IsPage(start))
            return "an HTML page";
        if (ImageFormats.Sniff(start) is { } format)
            return $"{(format is ImageFormat.Svg or ImageFormat.Avif ? "an" : "a")} {format.Name()} picture";
        if (start.Length > 12 && start[4..].StartsWith("ftyp"u8))
            return start[8..].StartsWith("hei"u8) || start[8..].StartsWith("mif1"u8) ? "a HEIC picture" : "a video";
        return null;
    }

    /// <summary>Whether a file is an XML document, by how it begins, or by its name where only a tag stands there.</summary>
    /// <param name="start">Its first bytes.</param>
    /// <param name="ending">Of its name, in lower case.</param>
    public static bool IsXml(ReadOnlySpan<byte> start, string ending)
    {
        // In UTF-16 every second byte is zero.
        var text = start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? start[2..] : start;
        Span<byte> begin = stackalloc byte[5];
        var length = 0;
        foreach (var value in Trimmed(text))
        {
            if (value != 0 && length < begin.Length)
                begin[length++] = value;
        }

        return begin[..length].StartsWith("<?xml"u8) || (begin[..length].StartsWith("<"u8) && ending is ".xml" or ".rss" or ".atom");
    }

    /// <summary>What the file is if it is no text of rows; null if it may be.</summary>
    /// <param name="start">Its first characters.</param>
    public static string? OfText(ReadOnlySpan<char> start)
    {
        // A DOS end mark, a form feed or a zero here and there is dirt; a table has no more of them.
        var controls = 0;
        foreach (var value in start)
            controls += value is < ' ' and not ('\t' or '\n' or '\r') ? 1 : 0;
        return controls > 8 && controls > start.Length / 50 ? "a binary file" : null;
    }

    /// <summary>What is thrown for a file that is something else.</summary>
    public static BadDataException NoTable(string path, string kind, string? hint = null) => new(path, null, null, kind, Tables, hint ?? kind switch
    {
        "an HTML page" => "The shop has sent a page, perhaps one to log in, instead of its export. Export the table again.",
        OtherXml => "Name the feed that lists the products, or export the catalogue as CSV or JSON.",
        _ when kind.StartsWith("a document of the Office", StringComparison.Ordinal) => "Open it and save the table as .xlsx or .csv.",
        _ when kind.EndsWith("archive", StringComparison.Ordinal) => "Unpack it, and name the table in it with --table.",
        _ => "Name the table with --table, and the photos with --images.",
    });

    private static bool IsPage(ReadOnlySpan<byte> start)
    {
        var text = Trimmed(start);
        text = text[..Math.Min(text.Length, 14)];
        Span<byte> lower = stackalloc byte[14];
        System.Text.Ascii.ToLower(text, lower, out var length);
        return lower[..length].StartsWith("<!doctype html"u8) || lower[..length].StartsWith("<html"u8);
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> start) => (start.StartsWith("\uFEFF"u8) ? start[3..] : start).TrimStart(" \t\r\n"u8);
}
