using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>Writes a segment file from a stream of items, section by section; memory holds a block, the filter of ids and a <see cref="FieldWriter"/>.</summary>
internal static class SegmentWriter
{
    private const int ItemsPerCheck = 4096; // between two looks at the cancellation

    /// <summary>Writes the file; it is on the disk when this returns.</summary>
    /// <returns>The checksum of its header, for the manifest.</returns>
    public static uint Write(string path, SegmentLayout layout, ItemStream items, CancellationToken cancellation)
    {
        using var file = new DurableFile(path);
        var header = new byte[SegmentFormat.HeaderBytes];
        file.Stream.Write(header);
        var writer = new SectionWriter(file.Stream, layout.SectionCount);
        FieldWriter? field = null;
        for (var section = 0; section < layout.SectionCount; section++)
        {
            writer.Begin();
            switch (section)
            {
                case SegmentLayout.IdStarts:
                    WriteIdStarts(writer, items, cancellation);
                    break;
                case SegmentLayout.IdText:
                    Each(items, () => writer.Write(items.Id), cancellation);
                    break;
                case SegmentLayout.IdFilter:
                    var filter = new ulong[IdFilter.WordsFor(items.Count)];
                    Each(items, () => IdFilter.Add(filter, IdFilter.Hash(items.Id)), cancellation);
                    writer.Write(MemoryMarshal.AsBytes<ulong>(filter));
                    break;
                case SegmentLayout.Codes:
                    WriteCodes(writer, items, layout.ColumnOf(section), cancellation);
                    break;
                case >= 0 when section >= layout.FirstField:
                    var (number, part) = Math.DivRem(section - layout.FirstField, FieldSections.Count);
                    if (part == 0)
                        field = new FieldWriter(layout.Fields[number], number, items, cancellation);
                    field!.Write(part, writer);
                    break;
                default:
                    var column = layout.ColumnOf(section);
                    if (column.Bytes > 0)
                        Each(items, () => writer.Write(items.Bytes(column)), cancellation);
                    break;
            }

            writer.End();
        }

        var directory = writer.Finish();
        SegmentFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(SegmentFormat.ItemsAt), items.Count);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(SegmentFormat.SectionsAt), layout.SectionCount);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(SegmentFormat.FileLengthAt), file.Stream.Position);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(SegmentFormat.DirectoryAt), directory.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(SegmentFormat.DirectoryLengthAt), directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(SegmentFormat.DirectoryChecksumAt), directory.Checksum);
        var checksum = Crc32C.Of(header.AsSpan(0, SegmentFormat.ChecksumAt));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(SegmentFormat.ChecksumAt), checksum);
        file.Stream.Position = 0;
        file.Stream.Write(header);
        file.Commit();
        return checksum;
    }

    private static void WriteIdStarts(SectionWriter writer, ItemStream items, CancellationToken cancellation)
    {
        var start = new byte[sizeof(int)];
        var end = 0;
        writer.Write(start);
        Each(items, () =>
        {
            end = checked(end + items.Id.Length);
            BinaryPrimitives.WriteInt32LittleEndian(start, end);
            writer.Write(start);
        }, cancellation);
    }

    /// <summary>Interleaves the words of eight codes at a time, see <see cref="HammingKernel"/>; the last block is filled up with zeros.</summary>
    private static void WriteCodes(SectionWriter writer, ItemStream items, Column column, CancellationToken cancellation)
    {
        var words = column.Bytes / sizeof(ulong);
        if (words == 0)
            return;
        var block = new ulong[HammingKernel.Lanes * words];
        var lane = 0;
        Each(items, () =>
        {
            var code = MemoryMarshal.Cast<byte, ulong>(items.Bytes(column));
            for (var w = 0; w < words; w++)
                block[w * HammingKernel.Lanes + lane] = code[w];
            if (++lane == HammingKernel.Lanes)
                Flush();
        }, cancellation);
        if (lane > 0)
            Flush();

        void Flush()
        {
            writer.Write(MemoryMarshal.AsBytes<ulong>(block));
            Array.Clear(block);
            lane = 0;
        }
    }

    /// <summary>Goes through all items.</summary>
    public static void Each(ItemStream items, Action action, CancellationToken cancellation)
    {
        items.Rewind();
        for (var i = 0; i < items.Count; i++)
        {
            if (i % ItemsPerCheck == 0)
                cancellation.ThrowIfCancellationRequested();
            items.Next();
            action();
        }
    }
}
