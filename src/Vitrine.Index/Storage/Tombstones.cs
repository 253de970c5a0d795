using System.Buffers.Binary;
using System.Numerics;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>
/// Items of a segment that were deleted or replaced after it was written: a bitmap in a file of its own, since segments never change.
/// Form: magic "VITRDEL1", int32 number of items, one bit per item in 64-bit words, CRC-32C of all before; little-endian.
/// </summary>
internal sealed class Tombstones
{
    private static ReadOnlySpan<byte> Magic => "VITRDEL1"u8;

    private readonly int itemCount;
    private readonly ulong[] words;

    /// <summary>No item deleted.</summary>
    public Tombstones(int itemCount)
    {
        this.itemCount = itemCount;
        words = new ulong[(itemCount + 63) / 64];
    }

    /// <summary>Deleted items.</summary>
    public int Count { get; private set; }

    /// <summary>64 items a word, the least significant bit first.</summary>
    public ReadOnlySpan<ulong> Words => words;

    public bool Contains(int position) => (words[position >> 6] >> position & 1) != 0;

    /// <summary>Marks an item; false when it was marked before.</summary>
    public bool Add(int position)
    {
        if (Contains(position))
            return false;
        words[position >> 6] |= 1UL << position;
        Count++;
        return true;
    }

    /// <summary>Writes the file and forces it to disk; returns its checksum.</summary>
    public uint Write(string path)
    {
        var bytes = new byte[12 + 8 * words.Length + 4];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), itemCount);
        for (var i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(12 + 8 * i), words[i]);
        var checksum = Crc32C.Of(bytes.AsSpan(0, bytes.Length - 4));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), checksum);
        DurableFile.Replace(path, bytes);
        return checksum;
    }

    /// <exception cref="IndexFormatException">The file is missing, damaged, or of another segment.</exception>
    public static Tombstones Read(string path, int itemCount, uint checksum)
    {
        var stones = new Tombstones(itemCount);
        byte[] bytes;
        try
        {
            if (new FileInfo(path).Length is var length && length != 12 + 8L * stones.words.Length + 4)
                throw new IndexFormatException(path, $"{length} bytes, {itemCount} items need {12 + 8L * stones.words.Length + 4}; the file is damaged.");
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IndexFormatException(path, "the manifest names this list of deleted items, but it is missing.");
        }

        var content = bytes.AsSpan(0, bytes.Length - 4);
        if (!content[..8].SequenceEqual(Magic) || BinaryPrimitives.ReadInt32LittleEndian(content[8..]) != itemCount
            || Crc32C.Of(content) != checksum || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4)) != checksum)
        {
            throw new IndexFormatException(path, "the list of deleted items does not match the manifest's checksum; the file is damaged or from another commit.");
        }

        for (var i = 0; i < stones.words.Length; i++)
        {
            stones.words[i] = BinaryPrimitives.ReadUInt64LittleEndian(content[(12 + 8 * i)..]);
            stones.Count += BitOperations.PopCount(stones.words[i]);
        }

        return stones;
    }
}
