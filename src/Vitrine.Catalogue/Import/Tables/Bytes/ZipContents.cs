using System.IO.Compression;

namespace Vitrine.Catalogue;

/// <summary>What a zip archive is: a document of an office, or a wrapping around a table.</summary>
internal static class ZipContents
{
    /// <summary>The name of an Excel workbook among the kinds of documents.</summary>
    public const string Workbook = "an Excel workbook";

    private const int MostNamed = 5;

    private static readonly string[] Tables = [".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm"];
    private static readonly string[] Photos = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".avif", ".heic", ".svg", ".bmp"];

    /// <summary>The kind of the document, with its article; null if the archive is just an archive.</summary>
    public static string? DocumentKind(ZipArchive archive)
    {
        if (archive.GetEntry("xl/workbook.xml") is not null)
            return Workbook;
        if (archive.GetEntry("xl/workbook.bin") is not null)
            return "a binary Excel workbook (.xlsb)";
        if (archive.GetEntry("word/document.xml") is not null)
            return "a Word document";
        if (archive.GetEntry("ppt/presentation.xml") is not null)
            return "a PowerPoint document";
        return archive.GetEntry("mimetype") is not null && archive.GetEntry("content.xml") is not null ? "an OpenDocument file, such as .ods" : null;
    }

    /// <summary>The name of the one table in the archive. An XML or text file is one if there is no other.</summary>
    /// <exception cref="UsageException">There are several.</exception>
    /// <exception cref="BadDataException">There is none.</exception>
    public static string OnlyTable(string path, ZipArchive archive)
    {
        // What macOS and other systems add has a dot before its name or lies in a folder of theirs.
        string[] members = [.. archive.Entries.Select(entry => entry.FullName)
            .Where(name => !name.EndsWith('/') && !name.StartsWith("__MACOSX/", StringComparison.Ordinal) && !System.IO.Path.GetFileName(name).StartsWith('.'))];
        var tables = With(members, Tables);
        if (tables.Length == 0)
            tables = With(members, [".xml"]);
        if (tables.Length == 0)
            tables = With(members, [".txt"]);
        if (tables is [var only])
            return only;
        if (tables.Length > 1)
        {
            throw new UsageException($"There are {tables.Length} tables in '{path}': {Named(tables)}.",
                "Unpack the archive, and name one of them with --table.");
        }

        var photos = With(members, Photos).Length;
        throw FileKind.NoTable(path, photos > 0 ? $"a zip archive of {photos:N0} photos and no table" : members.Length == 0 ? "an empty zip archive" : $"a zip archive without a table ({Named(members)})",
            photos > 0 ? "Name it with --images, and the table with --table." : "Name the table with --table.");
    }

    private static string[] With(string[] members, string[] endings) =>
        [.. members.Where(member => endings.Any(ending => member.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))];

    private static string Named(string[] names) => string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? ", …" : "");
}
