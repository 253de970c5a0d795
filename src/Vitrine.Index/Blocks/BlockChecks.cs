using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>
/// Verifies a section of a mapped file block by block, each when it is first read, so that opening a file costs nothing and no byte is used before it
/// was verified. Any number of threads may ask at once, without locks: two that meet at a block verify it twice.
/// </summary>
/// <param name="path">The file, for the message.</param>
/// <param name="name">The section, for the message.</param>
/// <param name="file">The mapped file.</param>
/// <param name="start">Where the section begins, in bytes.</param>
/// <param name="length">Its bytes.</param>
/// <param name="checksumsAt">Where the CRC-32C of each of its blocks stand in the file; they must have been verified.</param>
internal sealed class BlockChecks(string path, string name, MappedFile file, long start, long length, long checksumsAt)
{
    /// <summary>
    /// Bytes of a block; the last one of a section is shorter. A shortlist of 200 products verifies at most 13 MB the first time, a millisecond or
    /// two; the checksums are 1/16,384 of the data.
    /// </summary>
    public const int BlockBytes = 64 * 1024;

    private readonly ulong[] verified = new ulong[(CountOf(length) + 63) / 64];

    /// <summary>Blocks of a section.</summary>
    public static long CountOf(long length) => (length + BlockBytes - 1) / BlockBytes;

    /// <summary>Verifies the blocks of a range of bytes, where that has not been done.</summary>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public void Require(long first, long count)
    {
        if (count == 0)
            return;
        for (var (block, last) = (first / BlockBytes, (first + count - 1) / BlockBytes); block <= last; block++)
        {
            if ((Volatile.Read(ref verified[block >> 6]) >> (int)block & 1) == 0)
                Verify(block);
        }
    }

    private void Verify(long block)
    {
        var offset = block * BlockBytes;
        var bytes = (int)Math.Min(BlockBytes, length - offset);
        var expected = file.Slice<uint>(checksumsAt + block * sizeof(uint), 1)[0];
        if (Crc32C.Of(file.Slice<byte>(start + offset, bytes)) != expected)
            throw new IndexFormatException(path, $"block {block} of section '{name}' (bytes {start + offset}…{start + offset + bytes - 1}) does not match its checksum; the file is damaged.");
        Interlocked.Or(ref verified[block >> 6], 1UL << (int)block);
    }
}
