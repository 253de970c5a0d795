using Microsoft.Win32.SafeHandles;
using Vitrine.Platform;

namespace Vitrine.Catalogue.Photos;

/// <summary>
/// Rows made of the photos of a store, one per photo however many products show it, read by product. They are read from the file as they are asked for, so
/// memory does not grow with the store; each is checked against its checksum. Safe for many threads.
/// </summary>
internal sealed class PhotoRows : IDisposable
{
    private readonly PhotoRowFiles files;
    private readonly PhotoRowMap map;
    private readonly SafeFileHandle file;

    /// <param name="files">Where; the file of rows exists.</param>
    /// <param name="map">Complete.</param>
    public PhotoRows(PhotoRowFiles files, PhotoRowMap map) => (this.files, this.map, file) = (files, map, PhotoRowFiles.OpenForReading(files.Rows));

    /// <summary>Products.</summary>
    public int Count => map.Count;

    /// <summary>Reads the rows of some products.</summary>
    /// <param name="rows">Rows of the store.</param>
    /// <param name="target">[rows × row bytes], overwritten.</param>
    /// <exception cref="CatalogueException">The file is damaged.</exception>
    public void Read(ReadOnlySpan<int> rows, Span<byte> target)
    {
        var rowBytes = files.Kind.RowBytes;
        if (target.Length != (long)rows.Length * rowBytes)
            throw new ArgumentException($"{rows.Length} rows of {rowBytes} bytes do not fit {target.Length} bytes.", nameof(target));
        for (var i = 0; i < rows.Length;)
        {
            var slot = map.SlotOf(rows[i]);
            var run = 1; // rows that lie together are read together
            while (i + run < rows.Length && map.SlotOf(rows[i + run]) == slot + run)
                run++;
            var bytes = target.Slice(i * rowBytes, run * rowBytes);
            if (PhotoRowFiles.ReadUpTo(file, bytes, (long)slot * rowBytes) < bytes.Length)
                throw Damaged(slot);
            for (var j = 0; j < run; j++)
            {
                if (Crc32C.Of(bytes.Slice(j * rowBytes, rowBytes)) != map.ChecksumOf(slot + j))
                    throw Damaged(slot + j);
            }

            i += run;
        }
    }

    public void Dispose() => file.Dispose();

    private CatalogueException Damaged(int slot) => new($"{files.Rows} is damaged at row {slot}: its checksum is not the one that was written.",
        $"Delete the folder {files.Folder}; its content is computed again.");
}
