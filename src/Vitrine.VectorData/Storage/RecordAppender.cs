using Vitrine.Platform;

namespace Vitrine.VectorData.Storage;

/// <summary>Adds records to a <see cref="RecordFile"/>.</summary>
internal sealed class RecordAppender : IDisposable
{
    private readonly FileStream stream;

    /// <summary>Goes on with a file, or begins one.</summary>
    public RecordAppender(string path)
    {
        stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read | FileShare.Delete, 1 << 16);
        stream.Position = stream.Length;
        if (stream.Length > 0)
            return;
        stream.Write(RecordFile.Magic);
        stream.Flush(flushToDisk: true);
        DurableFile.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Bytes of the file.</summary>
    public long Length => stream.Position;

    /// <summary>Adds a record; its place.</summary>
    public long Add(StoredRecord record)
    {
        var place = stream.Position;
        Span<byte> header = stackalloc byte[RecordFile.HeaderBytes];
        RecordFile.WriteHeader(header, record);
        stream.Write(header);
        stream.Write(record.Data.Span);
        stream.Write(record.Vectors.Span);
        return place;
    }

    /// <summary>Makes what was added safe on the disk.</summary>
    public void Flush() => stream.Flush(flushToDisk: true);

    public void Dispose() => stream.Dispose();
}
