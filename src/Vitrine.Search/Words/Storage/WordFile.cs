using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Vitrine.Index;
using Vitrine.Platform;

namespace Vitrine.Search.Words;

/// <summary>The file of words, mapped into memory and verified when it is opened. Safe to read from several threads.</summary>
internal sealed class WordFile : IDisposable
{
    private const int CheckBytes = 1 << 20;

    private readonly string path;
    private readonly MappedFile file;
    private readonly (long Offset, long Length)[] sections = new (long, long)[WordFileFormat.Sections];

    /// <exception cref="IndexFormatException">It is damaged or of another version.</exception>
    public WordFile(string path)
    {
        this.path = path;
        if (new FileInfo(path).Length < WordFileFormat.ContentAt)
            throw Damaged($"{new FileInfo(path).Length} bytes, fewer than a header has; the file is cut off.");
        file = new MappedFile(path);
        try
        {
            ReadHead(file.Slice<byte>(0, WordFileFormat.ContentAt));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>How many numbers a section has.</summary>
    public long Count<T>(WordSection section) where T : unmanaged => sections[(int)section].Length / Unsafe.SizeOf<T>();

    /// <summary>Numbers of a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="offset">In bytes from its beginning.</param>
    /// <param name="count">How many numbers.</param>
    /// <exception cref="IndexFormatException">They lie outside of it.</exception>
    public ReadOnlySpan<T> Read<T>(WordSection section, long offset, int count) where T : unmanaged
    {
        var (start, length) = sections[(int)section];
        if (offset < 0 || count < 0 || offset > length - (long)count * Unsafe.SizeOf<T>())
            throw Damaged($"{count} numbers at byte {offset} of section {section} lie outside of its {length} bytes; the file is damaged.");
        return file.Slice<T>(start + offset, count);
    }

    /// <summary>One number of a section.</summary>
    public T At<T>(WordSection section, long index) where T : unmanaged => Read<T>(section, index * Unsafe.SizeOf<T>(), 1)[0];

    public IndexFormatException Damaged(string problem) => new(path, problem);

    public void Dispose() => file.Dispose();

    private void ReadHead(ReadOnlySpan<byte> head)
    {
        if (!head[..8].SequenceEqual(WordFileFormat.Magic))
            throw Damaged("this is no file of words, or one of another version.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(head[WordFileFormat.HeaderChecksumAt..]) != Crc32C.Of(head[..WordFileFormat.HeaderChecksumAt])
            || BinaryPrimitives.ReadUInt32LittleEndian(head[WordFileFormat.DirectoryChecksumAt..]) != Crc32C.Of(head[WordFileFormat.HeaderBytes..]))
        {
            throw Damaged("the header does not match its checksum; the file is damaged.");
        }

        if (BinaryPrimitives.ReadInt64LittleEndian(head[WordFileFormat.LengthAt..]) is var length && length != file.Length)
            throw Damaged($"{file.Length} bytes, the header says {length}; the file is cut off.");
        for (var section = 0; section < sections.Length; section++)
        {
            var entry = head[(WordFileFormat.HeaderBytes + section * WordFileFormat.EntryBytes)..];
            Verify(section, BinaryPrimitives.ReadInt64LittleEndian(entry), BinaryPrimitives.ReadInt64LittleEndian(entry[8..]), BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]));
        }
    }

    private void Verify(int section, long offset, long length, uint expected)
    {
        if (offset < WordFileFormat.ContentAt || offset % WordFileFormat.Alignment != 0 || length < 0 || offset > file.Length - length)
            throw Damaged($"section {(WordSection)section} has {length} bytes at {offset}, which lie outside of the file's {file.Length}; the file is damaged.");
        var checksum = 0u;
        for (var done = 0L; done < length; done += CheckBytes)
            checksum = Crc32C.Of(file.Slice<byte>(offset + done, (int)Math.Min(CheckBytes, length - done)), checksum);
        if (checksum != expected)
            throw Damaged($"section {(WordSection)section} (bytes {offset}…{offset + length - 1}) does not match its checksum; the file is damaged.");
        sections[section] = (offset, length);
    }
}
