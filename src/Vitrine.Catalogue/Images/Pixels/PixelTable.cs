using Vitrine.Catalogue.Photos;
using Vitrine.Tensors.Threading;

namespace Vitrine.Catalogue.Images;

/// <summary>
/// The photos of a store, decoded and stretched to one size once, since a training passes over them many times: sRGB bytes, one row per photo in
/// <c>pixels/WIDTHxHEIGHT/v1.rows</c>. After an import only new photos are decoded. They are read from the file when they are asked for, so any number
/// costs no memory; the operating system keeps those in use at hand. Safe for many threads.
/// </summary>
public sealed class PixelTable : IDisposable
{
    /// <summary>Most pixels of a photo. Above, a mistaken size is likelier than an intended one.</summary>
    public const int MaxPixels = 1 << 22;

    private const string Folder = "pixels";

    /// <summary>Changes with whatever changes the pixels of the same photo.</summary>
    private const string Version = "1";

    /// <summary>Photos that are decoded between two reports.</summary>
    private const int PhotosAtOnce = 256;

    private readonly PhotoRows rows;

    private PixelTable(PhotoRows rows, int width, int height) => (this.rows, Width, Height) = (rows, width, height);

    /// <summary>Columns of a photo.</summary>
    public int Width { get; }

    /// <summary>Rows of a photo.</summary>
    public int Height { get; }

    /// <summary>Bytes of a photo.</summary>
    public int PhotoBytes => Width * Height * 3;

    /// <summary>Products: <see cref="CatalogueStore.Count"/> of the store.</summary>
    public int Count => rows.Count;

    /// <summary>
    /// Opens the photos of a store; those that are not decoded to this size yet are decoded first, on all threads of the <see cref="WorkerPool"/>. Another
    /// process that does the same is waited for.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="width">Columns, at least 1. Photos are stretched: choose the proportions that most have (<see cref="PhotoProportions"/>).</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="progress">Products whose photo is decoded, of <see cref="CatalogueStore.Count"/>; silent where nothing is to be decoded.</param>
    /// <param name="cancellation">Stops; what was decoded is kept, and the next call goes on.</param>
    /// <exception cref="UsageException">The store is empty, or a photo would have more than <see cref="MaxPixels"/>.</exception>
    /// <exception cref="BadDataException">A photo of the store cannot be decoded.</exception>
    /// <exception cref="CatalogueException">The files cannot be written or read.</exception>
    public static PixelTable Open(
        CatalogueStore store, int width, int height, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        Open(store, store.MainPhotos, width, height, progress, cancellation);

    /// <summary>The same of any photos of a store: row i is that of the i-th.</summary>
    /// <param name="store">The store.</param>
    /// <param name="photos">Numbers of photos; <see cref="CatalogueStore.NoPhoto"/> for a row that will not be read.</param>
    /// <param name="width">As above.</param>
    /// <param name="height">As above.</param>
    /// <param name="progress">As above.</param>
    /// <param name="cancellation">As above.</param>
    public static PixelTable Open(
        CatalogueStore store, IReadOnlyList<int> photos, int width, int height, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if ((long)width * height > MaxPixels)
            throw new UsageException($"Photos were asked for in {width}×{height} pixels; at most {MaxPixels:N0} pixels go.", "Choose smaller pictures.");
        var kind = new PhotoRowKind(Folder, $"{width}x{height}", Version, width * height * 3);
        return new PixelTable(new PhotoRowMaker(kind, Decode, PhotosAtOnce).Open(store, photos, progress, cancellation), width, height);

        // As networks prepare single photos, so that one has the same pixels whether it comes from a store or not.
        void Decode(ReadOnlyMemory<int> missing, Memory<byte> target, CancellationToken stop) => PhotoSweep.Run(store, missing,
            (i, file) => ImageDecoder.Decode(file).Resize(width, height, Resampling.Bilinear).Pixels.CopyTo(target.Slice(i * kind.RowBytes)), stop);
    }

    /// <summary>Reads the pixels of a product's photo.</summary>
    /// <param name="row">Row of the store.</param>
    /// <param name="pixels">sRGB bytes [<see cref="Height"/>, <see cref="Width"/>, 3], overwritten.</param>
    public void Read(int row, Span<byte> pixels) => rows.Read([row], pixels);

    public void Dispose() => rows.Dispose();
}
