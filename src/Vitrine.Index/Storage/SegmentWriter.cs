using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Vitrine.Index;

/// <summary>Writes a segment file from items sorted by id.</summary>
internal static class SegmentWriter
{
    /// <summary>Writes the file and forces it to disk; returns the checksum of its header.</summary>
    public static uint Write(string path, IReadOnlyList<string> ids, ReadOnlySpan<int> rows, ReadOnlySpan<ulong> codeBlocks, ReadOnlySpan<byte> vectors, ReadOnlySpan<float> scales)
    {
        var idStarts = new int[ids.Count + 1];
        var idText = new MemoryStream();
        for (var i = 0; i < ids.Count; i++)
        {
            idText.Write(Encoding.UTF8.GetBytes(ids[i]));
            idStarts[i + 1] = checked((int)idText.Length);
        }

        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        var header = new byte[SegmentFormat.HeaderBytes];
        file.Write(header);
        Section(file, header, SegmentSection.Rows, MemoryMarshal.AsBytes(rows));
        Section(file, header, SegmentSection.IdStarts, MemoryMarshal.AsBytes<int>(idStarts));
        Section(file, header, SegmentSection.IdText, idText.GetBuffer().AsSpan(0, (int)idText.Length));
        Section(file, header, SegmentSection.Codes, MemoryMarshal.AsBytes(codeBlocks));
        Section(file, header, SegmentSection.Vectors, vectors);
        Section(file, header, SegmentSection.Scales, MemoryMarshal.AsBytes(scales));

        SegmentFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), SegmentFormat.Version);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), SegmentFormat.SectionCount);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), ids.Count);
        var checksum = Crc32C.Of(header.AsSpan(0, SegmentFormat.ChecksumAt));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(SegmentFormat.ChecksumAt), checksum);
        file.Position = 0;
        file.Write(header);
        file.Flush(flushToDisk: true);
        return checksum;
    }

    private static void Section(FileStream file, byte[] header, SegmentSection section, ReadOnlySpan<byte> bytes)
    {
        var entry = header.AsSpan(SegmentFormat.TableStart + (int)section * SegmentFormat.TableEntry, SegmentFormat.TableEntry);
        BinaryPrimitives.WriteInt64LittleEndian(entry, file.Position);
        BinaryPrimitives.WriteInt64LittleEndian(entry[8..], bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[16..], Crc32C.Of(bytes));
        file.Write(bytes);
        Span<byte> zeros = stackalloc byte[SegmentFormat.Alignment];
        zeros.Clear();
        file.Write(zeros[..(int)(-file.Position & (SegmentFormat.Alignment - 1))]);
    }
}
