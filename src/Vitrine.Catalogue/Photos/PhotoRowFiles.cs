using Microsoft.Win32.SafeHandles;

namespace Vitrine.Catalogue.Photos;

/// <summary>
/// The files of one <see cref="PhotoRowKind"/> in a store. <c>.rows</c>: row after row, appended, one for each photo. <c>.keys</c>: the
/// <see cref="PhotoKey"/> of each row, appended when the row is on the disk. <c>.json</c>: a <see cref="PhotoRowMemo"/>. Row i counts when key i is whole
/// and row i is inside the file; whatever follows the first that does not is cut off and made again.
/// </summary>
internal sealed class PhotoRowFiles(CatalogueStore store, PhotoRowKind kind)
{
    private const int ChunkKeys = 4096;

    public PhotoRowKind Kind => kind;

    /// <summary>Where they lie.</summary>
    public string Folder { get; } = kind.FolderIn(store);

    public string Rows => PathOf("rows");

    public string Keys => PathOf("keys");

    public string Memo => PathOf("json");

    /// <summary>Held by whoever writes.</summary>
    public string Lock => Path.Combine(Folder, "lock");

    /// <summary>The keys of the rows that count, in their order; none where there are no files.</summary>
    public IEnumerable<PhotoKey> ReadKeys()
    {
        if (!File.Exists(Keys) || !File.Exists(Rows))
            yield break;
        using var keys = OpenForReading(Keys);
        using var rows = OpenForReading(Rows);
        var whole = RandomAccess.GetLength(rows) / kind.RowBytes;
        var chunk = new byte[ChunkKeys * PhotoKey.Bytes];
        for (var first = 0L; first < whole; first += ChunkKeys)
        {
            var bytes = ReadUpTo(keys, chunk, first * PhotoKey.Bytes);
            for (var i = 0; i < ChunkKeys && first + i < whole; i++)
            {
                if ((i + 1) * PhotoKey.Bytes > bytes || PhotoKey.Read(chunk.AsSpan(i * PhotoKey.Bytes, PhotoKey.Bytes), kind.RowBytes) is not { } key)
                    yield break;
                yield return key;
            }
        }
    }

    /// <summary>Deletes all files of the name, those of other versions too, but the lock. Whoever has them open keeps what was there.</summary>
    public void Delete()
    {
        foreach (var path in Directory.EnumerateFiles(Folder).Where(path => path != Lock))
            File.Delete(path);
    }

    /// <summary>Opens a file that another process may append to, replace or delete.</summary>
    public static SafeFileHandle OpenForReading(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);

    /// <summary>Fills a buffer as far as the file goes.</summary>
    /// <returns>Bytes read.</returns>
    public static int ReadUpTo(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        var read = 0;
        while (read < buffer.Length && RandomAccess.Read(file, buffer[read..], offset + read) is > 0 and var count)
            read += count;
        return read;
    }

    private string PathOf(string ending) => Path.Combine(Folder, kind.FileStem + ending);
}
