using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Vitrine.Index;

/// <summary>An open segment file, verified byte for byte.</summary>
internal sealed class Segment : IDisposable
{
    private readonly string path;
    private readonly MappedFile file;
    private readonly ReadOnlyMemory<int> rows;
    private readonly ReadOnlyMemory<int> idStarts;
    private readonly ReadOnlyMemory<byte> idText;

    private Segment(string path, MappedFile file, IndexSchema schema, uint checksum)
    {
        this.path = path;
        this.file = file;
        Count = CheckHeader(checksum);
        rows = Section<int>(SegmentSection.Rows, Count);
        idStarts = Section<int>(SegmentSection.IdStarts, Count + 1L);
        idText = Section<byte>(SegmentSection.IdText, idStarts.Span[^1]);
        for (var i = 0; i < Count; i++)
        {
            if (idStarts.Span[i] < 0 || idStarts.Span[i] > idStarts.Span[i + 1])
                throw Broken($"the start of id {i} lies after its end.");
        }

        if (schema.CodeLayout is { } layout)
            Codes = new CodeSet(Section<ulong>(SegmentSection.Codes, CodeSet.BlockWords(Count, layout)), Count, layout, Simd.Level);
        if (schema.HasVectors)
        {
            var (dimensions, format) = (schema.VectorDimensions, schema.VectorFormat);
            var vectors = Section<byte>(SegmentSection.Vectors, VectorSet.RowBytes(dimensions, format) * Count);
            var scales = Section<float>(SegmentSection.Scales, format == VectorFormat.Float32 ? 0 : Count);
            Vectors = new VectorSet(vectors, scales, Count, dimensions, format, Simd.Level);
        }
    }

    /// <summary>Items, deleted ones included.</summary>
    public int Count { get; }

    /// <summary>Codes by position; null for an index without.</summary>
    public CodeSet? Codes { get; }

    /// <summary>Vectors by position; null for an index without.</summary>
    public VectorSet? Vectors { get; }

    /// <summary>Opens and verifies a file.</summary>
    /// <exception cref="IndexFormatException">The file is missing, damaged, of another version, or not the one the manifest means.</exception>
    public static Segment Open(string path, IndexSchema schema, uint checksum)
    {
        if (!File.Exists(path))
            throw new IndexFormatException(path, "the manifest names this segment, but it is missing.");
        if (new FileInfo(path).Length < SegmentFormat.HeaderBytes)
            throw new IndexFormatException(path, $"{new FileInfo(path).Length} bytes, less than a segment's header.");
        var file = new MappedFile(path);
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
    public int RowAt(int position) => rows.Span[position];

    /// <summary>Id of an item.</summary>
    public string IdAt(int position)
    {
        var starts = idStarts.Span;
        return Encoding.UTF8.GetString(idText.Span[starts[position]..starts[position + 1]]);
    }

    /// <summary>Position of an id, −1 when the segment has none such: binary search, as items are sorted by id.</summary>
    public int Find(string id)
    {
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            var middle = low + (high - low) / 2;
            var order = string.CompareOrdinal(IdAt(middle), id);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }

    public void Dispose() => file.Dispose();

    private int CheckHeader(uint checksum)
    {
        var header = file.Slice<byte>(0, SegmentFormat.HeaderBytes).Span;
        if (!header[..8].SequenceEqual(SegmentFormat.Magic))
            throw Broken("no segment file (the first bytes are not VITRSEG1).");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (version != SegmentFormat.Version)
            throw Broken($"segment version {version}; this program reads version {SegmentFormat.Version}.");
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(header[SegmentFormat.ChecksumAt..]);
        if (stored != checksum || Crc32C.Of(header[..SegmentFormat.ChecksumAt]) != checksum)
            throw Broken("the header does not have the checksum that the manifest states; the file is damaged or from another commit.");
        var length = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
        if (length != file.Length)
            throw Broken($"{file.Length} bytes, the header states {length}; the file was cut off or extended.");
        return BinaryPrimitives.ReadInt32LittleEndian(header[24..]);
    }

    private ReadOnlyMemory<T> Section<T>(SegmentSection section, long expectedCount) where T : unmanaged
    {
        var entry = file.Slice<byte>(SegmentFormat.TableStart + (int)section * SegmentFormat.TableEntry, SegmentFormat.TableEntry).Span;
        var offset = BinaryPrimitives.ReadInt64LittleEndian(entry);
        var length = BinaryPrimitives.ReadInt64LittleEndian(entry[8..]);
        var size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        if (length != expectedCount * size || expectedCount > Array.MaxLength)
            throw Broken($"section {section} has {length} bytes, {Count} items need {expectedCount * size}; the file belongs to an index of another form.");
        var memory = file.Slice<T>(offset, (int)expectedCount);
        if (Crc32C.Of(MemoryMarshal.AsBytes(memory.Span)) != BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]))
            throw Broken($"section {section} does not match its checksum; the file is damaged.");
        return memory;
    }

    private IndexFormatException Broken(string problem) => new(path, problem);
}
