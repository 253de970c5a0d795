using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>An open segment file. Opening verifies its header and its directory; everything else is verified when it is first read.</summary>
internal sealed class Segment : IDisposable
{
    private readonly string path;
    private readonly MappedFile file;
    private readonly SegmentLayout layout;
    private readonly Stored<byte>[] sections;
    private readonly BlockChecks[] checks;
    private readonly long[] starts;
    private readonly Stored<int> rows;
    private readonly Lazy<RowPlaces?> places;

    private Segment(string path, MappedFile file, IndexSchema schema, uint checksum)
    {
        this.path = path;
        this.file = file;
        Checksum = checksum;
        layout = new SegmentLayout(schema);
        (sections, checks, starts) = (new Stored<byte>[layout.SectionCount], new BlockChecks[layout.SectionCount], new long[layout.SectionCount]);
        var directory = CheckHeader(checksum);
        OpenSections(directory);

        rows = Section<int>(SegmentLayout.Rows);
        places = new Lazy<RowPlaces?>(() => RowPlaces.Of(this), LazyThreadSafetyMode.PublicationOnly); // a damaged block is found anew
        Ids = new SegmentIds(path, Section<int>(SegmentLayout.IdStarts), sections[SegmentLayout.IdText], Section<ulong>(SegmentLayout.IdFilter));
        if (schema.CodeLayout is { } codes)
            Codes = new CodeSet(Section<ulong>(SegmentLayout.Codes), Count, codes, Simd.Level);
        if (schema.HasVectors)
            Vectors = new VectorSet(sections[SegmentLayout.Vectors], Section<float>(SegmentLayout.Scales), Count, schema.VectorDimensions, schema.VectorFormat, Simd.Level);
        Parts = new PartSet[schema.Parts.Count];
        for (var part = 0; part < Parts.Length; part++)
        {
            var form = schema.Parts[part];
            var vectors = new VectorSet(
                sections[SegmentLayout.PartVectors(part)], Section<float>(SegmentLayout.PartScales(part)),
                checked(Count * form.VectorsPerItem), form.Dimensions, form.Format, Simd.Level);
            Parts[part] = new PartSet(vectors, form.VectorsPerItem, Section<int>(SegmentLayout.PartCounts(part)));
        }

        Fields = new FieldColumn[layout.Fields.Count];
        for (var field = 0; field < Fields.Length; field++)
        {
            var first = layout.FieldStart(field);
            Fields[field] = new FieldColumn(path, layout.Fields[field], Count, new FieldSections(
                sections[first], Section<int>(first + 1), sections[first + 2], Section<int>(first + 3), Section<int>(first + 4), Section<int>(first + 5)));
        }
    }

    /// <summary>Fields by position, in the order of the schema, then the group.</summary>
    public FieldColumn[] Fields { get; }

    /// <summary>Items, deleted ones included.</summary>
    public int Count { get; private set; }

    /// <summary>Of its header, which fixes every byte of it.</summary>
    public uint Checksum { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length => file.Length;

    /// <summary>Ids by position.</summary>
    public SegmentIds Ids { get; }

    /// <summary>Codes by position; null for an index without.</summary>
    public CodeSet? Codes { get; }

    /// <summary>Vectors by position; null for an index without.</summary>
    public VectorSet? Vectors { get; }

    /// <summary>Parts by position, in the order of the schema.</summary>
    public PartSet[] Parts { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="IndexFormatException">The file is missing, cut off, of another version, or not the one the manifest means.</exception>
    public static Segment Open(string path, IndexSchema schema, uint checksum)
    {
        MappedFile file;
        try
        {
            if (new FileInfo(path).Length < SegmentFormat.HeaderBytes)
                throw new IndexFormatException(path, $"{new FileInfo(path).Length} bytes, less than a segment's header.");
            file = new MappedFile(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IndexFormatException(path, "the manifest names this segment, but it is missing.");
        }

        try
        {
            return new Segment(path, file, schema, checksum);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The caller's row number of an item.</summary>
    public int RowAt(int position) => rows[position];

    /// <summary>Where the items of rows lie, made when it is first asked for; null where that cannot be said of each row.</summary>
    public RowPlaces? Places => places.Value;

    /// <summary>Row numbers of neighbouring items.</summary>
    public ReadOnlySpan<int> RowsAt(int position, int count) => rows.Read(position, count);

    /// <summary>An item's bytes of a column.</summary>
    /// <param name="column">One of the layout's.</param>
    /// <param name="position">Position of the item.</param>
    /// <param name="buffer">At least as many bytes as the column has per item, for codes, which do not lie together in the file.</param>
    public ReadOnlySpan<byte> Bytes(Column column, int position, Span<byte> buffer)
    {
        if (column.Section != SegmentLayout.Codes)
            return sections[column.Section].Read((long)position * column.Bytes, column.Bytes);
        Codes!.CopyCode(position, MemoryMarshal.Cast<byte, ulong>(buffer[..column.Bytes]));
        return buffer[..column.Bytes];
    }

    public void Dispose() => file.Dispose();

    /// <summary>Verifies the header and the directory; returns where the latter stands.</summary>
    private long CheckHeader(uint checksum)
    {
        var header = file.Slice<byte>(0, SegmentFormat.HeaderBytes);
        if (!header[..SegmentFormat.Magic.Length].SequenceEqual(SegmentFormat.Magic))
            throw Broken("no segment file of this version (the first bytes are not VITRSEG2).");
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(header[SegmentFormat.ChecksumAt..]);
        if (stored != checksum || Crc32C.Of(header[..SegmentFormat.ChecksumAt]) != checksum)
            throw Broken("the header does not have the checksum that the manifest states; the file is damaged or from another commit.");
        var length = BinaryPrimitives.ReadInt64LittleEndian(header[SegmentFormat.FileLengthAt..]);
        if (length != file.Length)
            throw Broken($"{file.Length} bytes, the header states {length}; the file was cut off or extended.");
        Count = BinaryPrimitives.ReadInt32LittleEndian(header[SegmentFormat.ItemsAt..]);
        var offset = BinaryPrimitives.ReadInt64LittleEndian(header[SegmentFormat.DirectoryAt..]);
        var directoryLength = BinaryPrimitives.ReadInt64LittleEndian(header[SegmentFormat.DirectoryLengthAt..]);
        if (BinaryPrimitives.ReadInt32LittleEndian(header[SegmentFormat.SectionsAt..]) != layout.SectionCount || Count < 0
            || offset < 0 || directoryLength < layout.SectionCount * SegmentFormat.DirectoryEntry || offset > file.Length - directoryLength)
        {
            throw Broken("the header describes an index of another form.");
        }

        if (Crc32C.Of(file.Slice<byte>(offset, checked((int)directoryLength))) != BinaryPrimitives.ReadUInt32LittleEndian(header[SegmentFormat.DirectoryChecksumAt..]))
            throw Broken("the directory does not match its checksum; the file is damaged.");
        return offset;
    }

    private void OpenSections(long directory)
    {
        var checksumsAt = directory + layout.SectionCount * SegmentFormat.DirectoryEntry;
        for (var section = 0; section < layout.SectionCount; section++)
        {
            var entry = file.Slice<long>(directory + section * SegmentFormat.DirectoryEntry, 2);
            var (start, length) = (entry[0], entry[1]);
            if ((layout.LengthOf(section, Count) ?? length) != length || start < 0 || length < 0 || start > file.Length - length || start % SegmentFormat.Alignment != 0)
                throw Broken($"section '{layout.NameOf(section)}' has {length} bytes at {start}, {Count} items need {layout.LengthOf(section, Count)}; the file belongs to an index of another form.");
            starts[section] = start;
            checks[section] = new BlockChecks(path, layout.NameOf(section), file, start, length, checksumsAt);
            sections[section] = new FileSection<byte>(file, start, length, checks[section]);
            checksumsAt += BlockChecks.CountOf(length) * sizeof(uint);
        }

        if (checksumsAt > file.Length)
            throw Broken("the directory has too few checksums; the file was written by another program.");
    }

    private FileSection<T> Section<T>(int section) where T : unmanaged =>
        new(file, starts[section], sections[section].Count / Unsafe.SizeOf<T>(), checks[section]);

    private IndexFormatException Broken(string problem) => new(path, problem);
}
