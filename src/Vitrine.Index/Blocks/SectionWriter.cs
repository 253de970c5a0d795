using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>Writes the sections of a file one after another, and the checksums of their blocks into a directory.</summary>
internal sealed class SectionWriter(Stream file, int sectionCount)
{
    private readonly byte[] block = new byte[BlockChecks.BlockBytes];
    private readonly byte[] entries = new byte[sectionCount * SectionDirectory.EntryBytes];
    private readonly List<uint> checksums = [];
    private int filled;
    private int section;
    private long start;

    /// <summary>Adds bytes to the present section.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var some = bytes[..Math.Min(bytes.Length, block.Length - filled)];
            some.CopyTo(block.AsSpan(filled));
            filled += some.Length;
            bytes = bytes[some.Length..];
            if (filled == block.Length)
                EndBlock();
        }
    }

    /// <summary>Begins the file's content, or the next section.</summary>
    public void Begin()
    {
        Align();
        start = file.Position;
    }

    /// <summary>Ends the present section.</summary>
    public void End()
    {
        EndBlock();
        var entry = entries.AsSpan(section++ * SectionDirectory.EntryBytes, SectionDirectory.EntryBytes);
        BinaryPrimitives.WriteInt64LittleEndian(entry, start);
        BinaryPrimitives.WriteInt64LittleEndian(entry[sizeof(long)..], file.Position - start);
    }

    /// <summary>Writes the directory after the last section; returns where it stands, its length and its checksum.</summary>
    public (long Offset, long Length, uint Checksum) Finish()
    {
        Align();
        var offset = file.Position;
        var sums = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(checksums));
        file.Write(entries);
        file.Write(sums);
        return (offset, entries.Length + sums.Length, Crc32C.Of(sums, Crc32C.Of(entries)));
    }

    private void EndBlock()
    {
        if (filled == 0)
            return;
        checksums.Add(Crc32C.Of(block.AsSpan(0, filled)));
        file.Write(block, 0, filled);
        filled = 0;
    }

    private void Align() => file.Write(new byte[(int)(-file.Position & (SectionDirectory.Alignment - 1))]);
}
