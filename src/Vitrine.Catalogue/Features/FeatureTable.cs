using System.Runtime.InteropServices;
using Vitrine.Catalogue.Photos;
using Vitrine.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Catalogue.Features;

/// <summary>
/// The features of the photos of a store, row i = product row i, computed once per photo and kept: float32, little-endian, one row per photo in
/// <c>features/NAME/vVERSION.rows</c>. A photo that many products show is computed once; after an import only the new photos are. Rows are read from the
/// file when they are asked for: any number of them costs no memory.
/// </summary>
public sealed class FeatureTable : IFeatureRows
{
    private const string Folder = "features";

    /// <summary>Photos that are computed between two reports, where the extractor has no batches of its own.</summary>
    private const int PhotosAtOnce = 256;

    private delegate void PhotoFunction(ReadOnlySpan<byte> file, Span<float> numbers);

    private readonly PhotoRows rows;

    private FeatureTable(PhotoRows rows, int dimensions) => (this.rows, Dimensions) = (rows, dimensions);

    /// <summary>Products: <see cref="CatalogueStore.Count"/> of the store.</summary>
    public int Count => rows.Count;

    public int Dimensions { get; }

    /// <summary>
    /// Opens the features of a store; those of photos that have none of this extractor's version yet are computed first, on all threads of the
    /// <see cref="WorkerPool"/>. Another process that computes the same is waited for.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="extractor">What computes them; not disposed here, and not needed after this.</param>
    /// <param name="progress">Products that have their features, of <see cref="CatalogueStore.Count"/>; silent where nothing is to be computed.</param>
    /// <param name="cancellation">Stops; what was computed is kept, and the next call goes on.</param>
    /// <exception cref="UsageException">The store is empty.</exception>
    /// <exception cref="BadDataException">A photo of the store cannot be decoded.</exception>
    /// <exception cref="CatalogueException">The files cannot be written or read.</exception>
    public static FeatureTable Open(
        CatalogueStore store, IFeatureExtractor extractor, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        Open(store, store.MainPhotos, extractor, progress, cancellation);

    /// <summary>The same of any photos of a store: row i is that of the i-th.</summary>
    /// <param name="store">The store.</param>
    /// <param name="photos">Numbers of photos; <see cref="CatalogueStore.NoPhoto"/> for a row that will not be read.</param>
    /// <param name="extractor">As above.</param>
    /// <param name="progress">As above.</param>
    /// <param name="cancellation">As above.</param>
    public static FeatureTable Open(
        CatalogueStore store, IReadOnlyList<int> photos, IFeatureExtractor extractor, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(extractor);
        var batches = extractor as IBatchFeatureExtractor;
        var kind = new PhotoRowKind(Folder, extractor.Name, extractor.Version, extractor.Dimensions * sizeof(float));
        var maker = new PhotoRowMaker(kind, Compute, batches?.BatchSize ?? PhotosAtOnce);
        return new FeatureTable(maker.Open(store, photos, progress, cancellation), extractor.Dimensions);

        void Compute(ReadOnlyMemory<int> missing, Memory<byte> target, CancellationToken stop)
        {
            if (batches is null)
                ForEachPhoto(store, missing, extractor.Extract, target, stop);
            else
                ComputeBatch(store, missing, batches, target, stop);
        }
    }

    public void Read(ReadOnlySpan<int> rows, Span<float> features) => this.rows.Read(rows, MemoryMarshal.AsBytes(features));

    public void Dispose() => rows.Dispose();

    private static void ComputeBatch(
        CatalogueStore store, ReadOnlyMemory<int> photos, IBatchFeatureExtractor extractor, Memory<byte> target, CancellationToken cancellation)
    {
        using var scope = Scope.Begin(recordGradients: false);
        var inputs = Tensor.Empty([photos.Length, extractor.InputLength]);
        PhotoSweep.Run(store, photos,
            (i, file) => extractor.Prepare(file, inputs.Data.Slice(i * extractor.InputLength, extractor.InputLength)), cancellation);
        extractor.Extract(inputs, MemoryMarshal.Cast<byte, float>(target.Span));
    }

    // One thread computes a row from its photo alone: the number of threads cannot change a bit.
    private static void ForEachPhoto(
        CatalogueStore store, ReadOnlyMemory<int> photos, PhotoFunction function, Memory<byte> target, CancellationToken cancellation)
    {
        var rowBytes = target.Length / photos.Length;
        PhotoSweep.Run(store, photos,
            (i, file) => function(file, MemoryMarshal.Cast<byte, float>(target.Span.Slice(i * rowBytes, rowBytes))), cancellation);
    }
}
