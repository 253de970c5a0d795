using System.IO.Compression;

namespace Vitrine.Catalogue;

/// <summary>Where the bytes of a table are: in a file as they are, packed with gzip, or as the one table of a zip archive. Can be read several times.</summary>
internal sealed class TableSource
{
    private const int SniffedBytes = 4096;

    /// <summary>A workbook inside another archive is unpacked into memory. Those of a million rows have some ten megabytes.</summary>
    private const int LargestInnerWorkbook = 256 << 20;

    private readonly string? member;
    private readonly bool isGzip;

    private TableSource(string path, string name, bool isGzip, string? member, bool isWorkbook) =>
        (Path, Name, this.isGzip, this.member, IsWorkbook) = (path, name, isGzip, member, isWorkbook);

    /// <summary>The file that was named.</summary>
    public string Path { get; }

    /// <summary>The table's own file name, without that of an archive around it.</summary>
    public string Name { get; }

    /// <summary>The ending of <see cref="Name"/> in lower case: ".csv".</summary>
    public string Ending => System.IO.Path.GetExtension(Name).ToLowerInvariant();

    /// <summary>The table is a workbook of Excel (.xlsx).</summary>
    public bool IsWorkbook { get; }

    /// <summary>The table is a feed in XML.</summary>
    public bool IsXml { get; private init; }

    /// <summary>Looks into a file, whatever its name says.</summary>
    /// <exception cref="UsageException">No such file, or an archive of several tables.</exception>
    /// <exception cref="BadDataException">Something that is no table; the message says what it is.</exception>
    public static TableSource Find(string path)
    {
        if (Directory.Exists(path))
            throw new UsageException($"The table '{path}' is a folder.", "Name the file of the table with --table, and the folder of the photos with --images.");
        if (!File.Exists(path))
            throw new UsageException($"The table '{path}' does not exist.", $"Name {FileKind.Tables} with --table.");
        var name = System.IO.Path.GetFileName(path);
        var plain = new TableSource(path, name, false, null, false);
        var start = plain.ReadStart(SniffedBytes);
        if (start is [0x1f, 0x8b, ..])
        {
            var inner = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".gzip", StringComparison.OrdinalIgnoreCase)
                ? System.IO.Path.GetFileNameWithoutExtension(name) : name;
            return new TableSource(path, inner, true, null, IsWorkbookName(inner)).Checked();
        }

        if (start is [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..])
            return Guarded(path, () => InZip(path, name));
        return plain.Checked();
    }

    /// <summary>The bytes of the table from the first on.</summary>
    public TableStream Open()
    {
        var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        if (isGzip)
            return new TableStream(Path, file, new GZipStream(file, CompressionMode.Decompress));
        if (member is null)
            return new TableStream(Path, file, file);
        return Guarded(Path, () =>
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return new TableStream(Path, file, archive.GetEntry(member)!.Open(), archive.Dispose);
        });
    }

    /// <summary>At most so many of the first bytes.</summary>
    public byte[] ReadStart(int count)
    {
        using var table = Open();
        var start = new byte[count];
        return start[..table.ReadAtLeast(start, count, throwOnEndOfStream: false)];
    }

    /// <summary>The bytes as a stream that can be read from any place.</summary>
    public Stream OpenSeekable()
    {
        if (!isGzip && member is null)
            return new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.RandomAccess);
        using var packed = Open();
        var unpacked = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (packed.Read(buffer) is > 0 and var read)
        {
            if (unpacked.Length + read > LargestInnerWorkbook)
                throw FileKind.NoTable(Path, $"a workbook of more than {LargestInnerWorkbook:N0} bytes in an archive", "Unpack the archive, and name the workbook.");
            unpacked.Write(buffer, 0, read);
        }

        unpacked.Position = 0;
        return unpacked;
    }

    private static TableSource InZip(string path, string name)
    {
        using var archive = ZipFile.OpenRead(path);
        if (ZipContents.DocumentKind(archive) is { } document)
            return document == ZipContents.Workbook ? new TableSource(path, name, false, null, true) : throw FileKind.NoTable(path, document, "Save the table as .xlsx or .csv.");
        var table = ZipContents.OnlyTable(path, archive);
        return new TableSource(path, System.IO.Path.GetFileName(table), false, table, IsWorkbookName(table)).Checked();
    }

    private static bool IsWorkbookName(string name) => name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".xlsm", StringComparison.OrdinalIgnoreCase);

    private TableSource Checked()
    {
        var start = ReadStart(SniffedBytes);
        if (FileKind.Of(start) is { } kind)
            throw FileKind.NoTable(Path, isGzip || member is not null ? $"{kind} in an archive" : kind);
        if (!IsWorkbook && start is [(byte)'P', (byte)'K', 3, 4, ..])
            throw FileKind.NoTable(Path, "an archive in an archive", "Unpack it, and name the table in it with --table.");
        return !IsWorkbook && FileKind.IsXml(start, Ending) ? new TableSource(Path, Name, isGzip, member, IsWorkbook) { IsXml = true } : this;
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new BadDataException(path, null, null, $"a damaged or encrypted zip archive: {e.Message}", "a whole archive without a password",
                "Make or download the archive again, or unpack it and name the table.", e);
        }
    }
}
