using System.Buffers.Binary;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>
/// The vectors of a segment, parted into cells: an open file beside the segment's. Opening verifies its header and directory; everything else is
/// verified when it is first read. Any number of threads may read at once.
/// </summary>
internal sealed class CellPartition : IDisposable
{
    private readonly string path;
    private readonly MappedFile file;

    private CellPartition(string path, MappedFile file, uint segment, int items, int dimensions)
    {
        (this.path, this.file) = (path, file);
        var header = file.Slice<byte>(0, CellFormat.HeaderBytes);
        CheckHeader(header, segment, items, dimensions);
        var count = BinaryPrimitives.ReadInt32LittleEndian(header[CellFormat.CellsAt..]);
        var fourBits = BinaryPrimitives.ReadInt32LittleEndian(header[CellFormat.FourBitsAt..]);
        var (offset, length) = (BinaryPrimitives.ReadInt64LittleEndian(header[CellFormat.DirectoryAt..]), BinaryPrimitives.ReadInt64LittleEndian(header[CellFormat.DirectoryLengthAt..]));
        if (count is < 1 or > CellFormat.MaxCells || fourBits is not (0 or 1) || offset < 0 || length < CellFormat.SectionNames.Count * SectionDirectory.EntryBytes || length > int.MaxValue || offset > file.Length - length)
            throw Broken("the header makes no sense; the file was written by another program.");
        if (Crc32C.Of(file.Slice<byte>(offset, (int)length)) != BinaryPrimitives.ReadUInt32LittleEndian(header[CellFormat.DirectoryChecksumAt..]))
            throw Broken("the directory does not match its checksum; the file is damaged.");

        (Items, Checksum) = (items, BinaryPrimitives.ReadUInt32LittleEndian(header[CellFormat.ChecksumAt..]));
        Rotation = new Rotation(dimensions, BinaryPrimitives.ReadUInt64LittleEndian(header[CellFormat.SeedAt..]));
        Shape = new CellShape(Rotation.Dimensions, fourBits == 1);
        var sections = new SectionDirectory(path, file, offset, length, CellFormat.SectionNames);
        List = sections.Section<CellEntry>(CellFormat.CellList);
        Bytes = sections.Section<byte>(CellFormat.Cells);
        if (sections.LengthOf(CellFormat.CellList) != (long)count * CellEntry.Bytes
            || sections.LengthOf(CellFormat.Centroids) != count * VectorSet.RowBytes(Rotation.Dimensions, VectorFormat.Float16)
            || sections.LengthOf(CellFormat.CentroidScales) != (long)count * sizeof(float))
        {
            throw Broken($"the sections do not fit {count} cells; the file was written by another program.");
        }

        Centroids = new VectorSet(sections.Section<byte>(CellFormat.Centroids), sections.Section<float>(CellFormat.CentroidScales), count, Rotation.Dimensions, VectorFormat.Float16, Simd.Level);
    }

    /// <summary>CRC-32C of the header, which fixes every byte that means something.</summary>
    public uint Checksum { get; }

    /// <summary>Items of the segment.</summary>
    public int Items { get; }

    /// <summary>Rotated centroids.</summary>
    public VectorSet Centroids { get; }

    /// <summary>The cells, one for each centroid.</summary>
    public Stored<CellEntry> List { get; }

    /// <summary>What is in them.</summary>
    public Stored<byte> Bytes { get; }

    /// <summary>How a cell lies in <see cref="Bytes"/>.</summary>
    public CellShape Shape { get; }

    /// <summary>How vectors are rotated.</summary>
    public Rotation Rotation { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length => file.Length;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="segment">Checksum of the header of the segment that it must belong to.</param>
    /// <param name="items">Items of the segment.</param>
    /// <param name="dimensions">Dimensions of its vectors.</param>
    /// <exception cref="IndexFormatException">The file is cut off, damaged, of another version or of another segment.</exception>
    public static CellPartition Open(string path, uint segment, int items, int dimensions)
    {
        if (new FileInfo(path).Length < CellFormat.HeaderBytes)
            throw new IndexFormatException(path, $"{new FileInfo(path).Length} bytes, less than the header of a partition.");
        var file = new MappedFile(path);
        try
        {
            return new CellPartition(path, file, segment, items, dimensions);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A cell of the list, which has been found to lie in the file.</summary>
    /// <exception cref="IndexFormatException">The list is damaged, or says what cannot be.</exception>
    public CellEntry CellAt(int cell)
    {
        var entry = List[cell];
        if (entry.Count < 0 || entry.Count > Items || entry.Start < 0 || entry.Start % SectionDirectory.Alignment != 0 || entry.Start > Bytes.Count - Shape.BytesFor(entry.Count))
            throw Broken($"cell {cell} has {entry.Count} items at {entry.Start} of {Bytes.Count} bytes; the file was written by another program.");
        return entry;
    }

    public void Dispose() => file.Dispose();

    private void CheckHeader(ReadOnlySpan<byte> header, uint segment, int items, int dimensions)
    {
        if (!header[..CellFormat.Magic.Length].SequenceEqual(CellFormat.Magic))
            throw Broken("no partition of this version (the first bytes are not VITRCEL1).");
        if (Crc32C.Of(header[..CellFormat.ChecksumAt]) != BinaryPrimitives.ReadUInt32LittleEndian(header[CellFormat.ChecksumAt..]))
            throw Broken("the header does not match its checksum; the file is damaged.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[CellFormat.SegmentAt..]) != segment || BinaryPrimitives.ReadInt32LittleEndian(header[CellFormat.ItemsAt..]) != items
            || BinaryPrimitives.ReadInt32LittleEndian(header[CellFormat.DimensionsAt..]) != dimensions)
        {
            throw Broken("the partition was made of another segment; make it again.");
        }

        if (BinaryPrimitives.ReadInt64LittleEndian(header[CellFormat.FileLengthAt..]) is var length && length != file.Length)
            throw Broken($"{file.Length} bytes, the header states {length}; the file was cut off or extended.");
    }

    private IndexFormatException Broken(string problem) => new(path, problem);
}
