using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>Writes the file of a partition (<see cref="CellFormat"/>): its lists at once, its cells one after another, its header last.</summary>
internal sealed class CellFileWriter : IDisposable
{
    private readonly DurableFile file;
    private readonly SectionWriter sections;
    private readonly CellShape shape;
    private readonly int cells;

    /// <param name="path">Where to.</param>
    /// <param name="assigned">Items of the cells, which say their lengths.</param>
    /// <param name="shape">How a cell lies.</param>
    /// <param name="centroids">Rotated, row by row, as they come back from half precision.</param>
    public CellFileWriter(string path, CellAssignment assigned, CellShape shape, float[] centroids)
    {
        (this.shape, cells) = (shape, assigned.Count);
        file = new DurableFile(path);
        file.Stream.Write(new byte[CellFormat.HeaderBytes]);
        sections = new SectionWriter(file.Stream, CellFormat.SectionNames.Count);
        WriteCentroids(centroids);
        WriteList(assigned, centroids);
        sections.Begin();
    }

    /// <summary>Adds the bytes of the next cell.</summary>
    public void Write(ReadOnlySpan<byte> cell)
    {
        sections.Write(cell);
        sections.Write(new byte[PaddingOf(cell.Length)]);
    }

    /// <summary>Ends the file and puts it in its place.</summary>
    public void Commit(uint segment, VectorSet vectors, ulong seed)
    {
        sections.End();
        var directory = sections.Finish();
        var header = new byte[CellFormat.HeaderBytes];
        CellFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(CellFormat.SegmentAt), segment);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(CellFormat.ItemsAt), vectors.Count);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(CellFormat.DimensionsAt), vectors.Dimensions);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(CellFormat.CellsAt), cells);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(CellFormat.FourBitsAt), shape.FourBits ? 1 : 0);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(CellFormat.SeedAt), seed);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(CellFormat.FileLengthAt), file.Stream.Position);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(CellFormat.DirectoryAt), directory.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(CellFormat.DirectoryLengthAt), directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(CellFormat.DirectoryChecksumAt), directory.Checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(CellFormat.ChecksumAt), Crc32C.Of(header.AsSpan(0, CellFormat.ChecksumAt)));
        file.Stream.Position = 0;
        file.Stream.Write(header);
        file.Commit();
    }

    public void Dispose() => file.Dispose();

    private void WriteCentroids(float[] centroids)
    {
        var row = new byte[VectorSet.RowBytes(shape.Dimensions, VectorFormat.Float16)];
        var scales = new float[cells];
        sections.Begin();
        for (var cell = 0; cell < cells; cell++)
        {
            scales[cell] = VectorCodec.Encode(centroids.AsSpan(cell * shape.Dimensions, shape.Dimensions), VectorFormat.Float16, row, $"centroid {cell}");
            sections.Write(row);
        }

        sections.End();
        sections.Begin();
        sections.Write(MemoryMarshal.AsBytes<float>(scales));
        sections.End();
    }

    private void WriteList(CellAssignment assigned, float[] centroids)
    {
        var entry = new byte[CellEntry.Bytes];
        long start = 0;
        sections.Begin();
        for (var cell = 0; cell < cells; cell++)
        {
            double squared = 0;
            foreach (var number in centroids.AsSpan(cell * shape.Dimensions, shape.Dimensions))
                squared += (double)number * number;
            BinaryPrimitives.WriteInt64LittleEndian(entry, start);
            BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(8), assigned[cell].Length);
            BinaryPrimitives.WriteSingleLittleEndian(entry.AsSpan(12), (float)squared);
            sections.Write(entry);
            start += shape.BytesFor(assigned[cell].Length);
            start += PaddingOf(start);
        }

        sections.End();
    }

    private static int PaddingOf(long length) => (int)(-length & (SectionDirectory.Alignment - 1));
}
