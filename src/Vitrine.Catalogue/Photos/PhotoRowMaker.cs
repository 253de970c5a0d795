using System.Diagnostics;
using Vitrine.Platform;

namespace Vitrine.Catalogue.Photos;

/// <summary>Makes the rows of some photos.</summary>
/// <param name="photos">Numbers of photos of the store, each another one.</param>
/// <param name="target">[photos × row bytes], to be filled.</param>
/// <param name="cancellation">To be looked at.</param>
internal delegate void PhotoRowFunction(ReadOnlyMemory<int> photos, Memory<byte> target, CancellationToken cancellation);

/// <summary>Opens the rows of a store's photos, and makes first those that are missing: all of them once, then those of new photos.</summary>
/// <param name="kind">What the rows are.</param>
/// <param name="make">Makes them. A row must depend on its photo alone.</param>
/// <param name="photosAtOnce">How many at most are made by one call.</param>
internal sealed class PhotoRowMaker(PhotoRowKind kind, PhotoRowFunction make, int photosAtOnce)
{
    /// <summary>Rows in memory at a time, in bytes: enough to keep all threads busy with decoded photos.</summary>
    private const int BlockBytes = 32 << 20;

    /// <summary>How much work a killed process loses. Each time costs two flushes of the disk, some milliseconds.</summary>
    private static readonly TimeSpan CommitEvery = TimeSpan.FromSeconds(5);

    /// <summary>Opens.</summary>
    /// <param name="store">The store.</param>
    /// <param name="photos">The photo of each item that will be read; <see cref="CatalogueStore.NoPhoto"/> for one without.</param>
    /// <param name="progress">Items that have their row, after each block; silent where nothing is to be made.</param>
    /// <param name="cancellation">Stops; what was made is kept, and the next call goes on.</param>
    /// <exception cref="BadDataException">A photo of the store cannot be decoded; what was made is kept.</exception>
    /// <exception cref="CatalogueException">The files cannot be written or read.</exception>
    public PhotoRows Open(CatalogueStore store, IReadOnlyList<int> photos, IProgress<int>? progress, CancellationToken cancellation)
    {
        if (store.Count == 0)
            throw new UsageException($"The store {store.Path} has no products.", "Import a catalogue into it first.");
        var files = new PhotoRowFiles(store, kind);
        try
        {
            var state = PhotoRowMemo.StateOf(store);
            if (PhotoRowMemo.Read(files.Memo)?.Store == state && new PhotoRowMap(photos, files.ReadKeys()) is { IsComplete: true } map)
                return new PhotoRows(files, map);
            Directory.CreateDirectory(files.Folder);
            using var held = WriterLock.Take(files.Lock, cancellation);
            var rows = Complete(store, photos, files, progress, cancellation);
            new PhotoRowMemo(kind.RowBytes, rows, state).Write(files.Memo);
            return new PhotoRows(files, new PhotoRowMap(photos, files.ReadKeys()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException($"What is computed from the photos cannot be kept in {files.Folder}: {e.Message}",
                "Check the disk's free space and the permissions of the folder.", e);
        }
    }

    // Looks at every key's photo, makes what is missing, and says how many rows there are.
    private long Complete(CatalogueStore store, IReadOnlyList<int> photos, PhotoRowFiles files, IProgress<int>? progress, CancellationToken cancellation)
    {
        var contents = PhotoContents.Read(store);
        var keys = files.ReadKeys().ToArray();
        if (keys.Length == 0 || keys.Any(contents.Contradicts))
        {
            // Nothing to keep, or the rows of another store: a database was restored, or put here, without this folder.
            files.Delete();
            keys = [];
        }

        var missing = new PhotoRowMap(photos, keys).Missing();
        using var writer = new PhotoRowWriter(files, keys.Length);
        if (missing.Length > 0)
            Make(photos.Count, missing, contents, writer, progress, cancellation);
        return writer.Count;
    }

    private void Make(
        int items, int[] missing, PhotoContents contents, PhotoRowWriter writer, IProgress<int>? progress, CancellationToken cancellation)
    {
        var block = Math.Clamp(BlockBytes / kind.RowBytes, 1, Math.Min(photosAtOnce, missing.Length));
        var bytes = new byte[block * kind.RowBytes];
        var clock = Stopwatch.StartNew();
        try
        {
            for (var first = 0; first < missing.Length; first += block)
            {
                cancellation.ThrowIfCancellationRequested();
                var photos = missing.AsMemory(first, Math.Min(block, missing.Length - first));
                var made = bytes.AsMemory(0, photos.Length * kind.RowBytes);
                make(photos, made, cancellation);
                writer.Append([.. photos.ToArray().Select(photo => (long)photo)], contents, made.Span);
                if (clock.Elapsed > CommitEvery)
                {
                    writer.Commit();
                    clock.Restart();
                }

                progress?.Report(items - missing.Length + first + photos.Length);
            }
        }
        finally
        {
            writer.Commit();
        }
    }
}
