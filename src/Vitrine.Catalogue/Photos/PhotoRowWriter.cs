using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Vitrine.Platform;

namespace Vitrine.Catalogue.Photos;

/// <summary>Appends rows. Those that were committed survive whatever happens after; the rest is cut off by the next writer. For the holder of the lock.</summary>
internal sealed class PhotoRowWriter : IDisposable
{
    private readonly PhotoRowFiles files;
    private readonly SafeFileHandle rows;
    private readonly SafeFileHandle keys;
    private readonly List<byte> uncommitted = []; // keys of rows that are written, but perhaps not on the disk
    private long written;

    /// <param name="files">Where; their folder exists.</param>
    /// <param name="count">Rows that count; what follows is cut off.</param>
    public PhotoRowWriter(PhotoRowFiles files, long count)
    {
        (this.files, Count, written) = (files, count, count);
        keys = File.OpenHandle(files.Keys, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.SetLength(keys, count * PhotoKey.Bytes); // before rows are written anew under a key that was left over
        RandomAccess.FlushToDisk(keys);
        rows = File.OpenHandle(files.Rows, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        DurableFile.SyncFolder(files.Folder);
    }

    /// <summary>Rows committed.</summary>
    public long Count { get; private set; }

    /// <summary>Writes some rows after the last.</summary>
    /// <param name="photos">Their photos.</param>
    /// <param name="contents">What the numbers stand for.</param>
    /// <param name="bytes">[photos × row bytes]</param>
    public void Append(ReadOnlySpan<long> photos, PhotoContents contents, ReadOnlySpan<byte> bytes)
    {
        var rowBytes = files.Kind.RowBytes;
        Span<byte> key = stackalloc byte[PhotoKey.Bytes];
        RandomAccess.Write(rows, bytes, written * rowBytes);
        for (var i = 0; i < photos.Length; i++)
        {
            new PhotoKey(photos[i], contents[photos[i]], Crc32C.Of(bytes.Slice(i * rowBytes, rowBytes))).Write(key, rowBytes);
            uncommitted.AddRange(key);
        }

        written += photos.Length;
    }

    /// <summary>Makes what was appended count: first the rows reach the disk, then their keys.</summary>
    public void Commit()
    {
        if (written == Count)
            return;
        RandomAccess.FlushToDisk(rows);
        RandomAccess.Write(keys, CollectionsMarshal.AsSpan(uncommitted), Count * PhotoKey.Bytes);
        RandomAccess.FlushToDisk(keys);
        uncommitted.Clear();
        Count = written;
    }

    public void Dispose()
    {
        rows.Dispose();
        keys.Dispose();
    }
}
