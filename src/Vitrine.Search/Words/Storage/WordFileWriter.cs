using System.Buffers.Binary;
using Vitrine.Platform;

namespace Vitrine.Search.Words;

/// <summary>Writes the file of words. Sections grow side by side in temporary files of their folder, so that none is held in memory; the file appears whole or not at all.</summary>
internal sealed class WordFileWriter : IDisposable
{
    private const int CopyBytes = 1 << 20;

    private readonly string path;
    private readonly FileStream?[] sections = new FileStream?[WordFileFormat.Sections];

    public WordFileWriter(string path) => this.path = path;

    /// <summary>Where a section is written.</summary>
    public Stream this[WordSection section] => sections[(int)section] ??= new FileStream(
        $"{path}.{(int)section}.{Environment.ProcessId}.tmp", FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);

    /// <summary>Puts the sections together and the file in its place.</summary>
    public void Commit(CancellationToken cancellation)
    {
        using var file = new DurableFile(path);
        var head = new byte[WordFileFormat.ContentAt];
        file.Stream.Write(head);
        for (var section = 0; section < WordFileFormat.Sections; section++)
        {
            file.Stream.Write(new byte[(int)(-file.Stream.Position & (WordFileFormat.Alignment - 1))]);
            var (offset, checksum) = (file.Stream.Position, Append(this[(WordSection)section], file.Stream, cancellation));
            var entry = head.AsSpan(WordFileFormat.HeaderBytes + section * WordFileFormat.EntryBytes);
            BinaryPrimitives.WriteInt64LittleEndian(entry, offset);
            BinaryPrimitives.WriteInt64LittleEndian(entry[8..], file.Stream.Position - offset);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[16..], checksum);
        }

        WordFileFormat.Magic.CopyTo(head);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(WordFileFormat.LengthAt), file.Stream.Position);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(WordFileFormat.DirectoryChecksumAt), Crc32C.Of(head.AsSpan(WordFileFormat.HeaderBytes)));
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(WordFileFormat.HeaderChecksumAt), Crc32C.Of(head.AsSpan(0, WordFileFormat.HeaderChecksumAt)));
        file.Stream.Position = 0;
        file.Stream.Write(head);
        file.Commit();
    }

    public void Dispose()
    {
        foreach (var section in sections)
            section?.Dispose();
    }

    private static uint Append(Stream section, Stream file, CancellationToken cancellation)
    {
        var (buffer, checksum) = (new byte[CopyBytes], 0u);
        section.Position = 0;
        for (int read; (read = section.Read(buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            checksum = Crc32C.Of(buffer.AsSpan(0, read), checksum);
            file.Write(buffer, 0, read);
        }

        return checksum;
    }
}
