using System.IO.MemoryMappedFiles;
using Vitrine.Tensors.Threading;

namespace Vitrine.Catalogue.Images;

/// <summary>
/// All photos of a store, decoded and stretched to one size once, since a training passes over them many times. They lie in a mapped file of the
/// store, which the operating system keeps in memory as far as there is room for it and shares between processes. Safe for many threads.
/// </summary>
public sealed unsafe class PixelCache : IDisposable
{
    /// <summary>Largest file, in bytes: 8 GiB, 57,000 photos of 224×224. Above, a mistaken size is likelier than an intended one.</summary>
    public const long MaxBytes = 8L << 30;

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private byte* photos;

    private PixelCache(string path, int width, int height, int count)
    {
        (Width, Height, Count) = (width, height, count);
        // Shared with whoever replaces the file: this mapping keeps the old one.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref photos);
        photos += PixelFile.HeaderBytes;
    }

    /// <summary>Columns of a photo.</summary>
    public int Width { get; }

    /// <summary>Rows of a photo.</summary>
    public int Height { get; }

    /// <summary>Photos: <see cref="CatalogueStore.Count"/> of the store.</summary>
    public int Count { get; }

    /// <summary>
    /// Opens the photos of a store; they are decoded first, on all threads of the <see cref="WorkerPool"/>, where the file is missing, of other photos,
    /// or damaged.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="width">Columns, at least 1. Photos are stretched: choose the proportions that most have.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="progress">Photos done, of <see cref="CatalogueStore.Count"/>; silent where nothing is to be decoded.</param>
    /// <param name="cancellation">Stops the decoding; nothing is left on the disk then.</param>
    /// <exception cref="BadDataException">A photo of the store cannot be decoded.</exception>
    /// <exception cref="CatalogueException">The photos would take more than <see cref="MaxBytes"/>, or the file cannot be written.</exception>
    public static PixelCache Load(
        CatalogueStore store, int width, int height, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (store.Count == 0) throw new UsageException($"The store {store.Path} has no products.", "Import a catalogue into it first.");
        if ((long)width * height > MaxBytes / 3 / store.Count)
            throw new UsageException($"{store.Count:N0} photos decoded to {width}×{height} pixels take more than {MaxBytes >> 30} GiB.", "Choose smaller pictures.");
        var path = PixelFile.PathOf(store, width, height);
        try
        {
            if (!PixelFile.IsCurrent(path, store, width, height)) PixelFile.Write(path, store, width, height, progress, cancellation);
            return new PixelCache(path, width, height, store.Count);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException($"The decoded photos, {PixelFile.LengthOf(store, width, height) >> 20:N0} MiB, cannot be kept in {path}: {e.Message}",
                "Check the disk's free space and the permissions, and that no other process is decoding the same store.", e);
        }
    }

    /// <summary>The pixels of a product's photo.</summary>
    /// <param name="row">Row of the store.</param>
    /// <returns>sRGB bytes [<see cref="Height"/>, <see cref="Width"/>, 3]; valid until this object is disposed.</returns>
    public ReadOnlySpan<byte> Photo(int row)
    {
        ObjectDisposedException.ThrowIf(photos == null, this);
        if ((uint)row >= (uint)Count) throw new ArgumentOutOfRangeException(nameof(row), row, $"There are rows 0 to {Count - 1}.");
        var length = Width * Height * 3;
        return new ReadOnlySpan<byte>(photos + (long)row * length, length);
    }

    public void Dispose()
    {
        if (photos == null) return;
        photos = null;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
