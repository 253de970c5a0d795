using System.Security.Cryptography;
using System.Text;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Threading;

namespace Vitrine.Catalogue.Features;

/// <summary>
/// The features of all photos of a store, computed once: <c>features/NAME.safetensors</c> holds the tensor "features" [products × dimensions],
/// row i = product row i; <c>features/NAME.json</c> says of which products and by which extractor.
/// </summary>
public static class FeatureCache
{
    private const string TensorName = "features";

    /// <summary>Progress is reported, and a cancellation noticed, once per so many photos.</summary>
    private const int BlockRows = 256;

    private delegate void PhotoFunction(ReadOnlySpan<byte> file, Span<float> numbers);

    /// <summary>
    /// The cached features; computed first, on all threads of the <see cref="WorkerPool"/>, where they are missing, of other products, of another
    /// extractor's version, or damaged. The tensor looks at the mapped file: it costs no memory of its own, and changes to it are not kept.
    /// It belongs to the open scope, else to the caller.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="extractor">What computes them.</param>
    /// <param name="progress">Photos done, of <see cref="CatalogueStore.Count"/>; silent where the cache serves.</param>
    /// <param name="cancellation">Stops the computation; nothing is written then.</param>
    /// <returns>float32 [<see cref="CatalogueStore.Count"/> × <see cref="IFeatureExtractor.Dimensions"/>]</returns>
    /// <exception cref="BadDataException">A photo of the store cannot be decoded.</exception>
    public static Tensor Load(
        CatalogueStore store, IFeatureExtractor extractor, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(extractor);
        if (store.Count == 0) throw new UsageException($"The store {store.Path} has no products.", "Import a catalogue into it first.");
        var (data, description) = PathsOf(store, extractor);
        var wanted = FeatureDescription.Of(store, extractor);
        if (FeatureDescription.Read(description)?.Describes(wanted) == true && TryMap(data, wanted) is { } cached) return cached;

        Directory.CreateDirectory(Path.GetDirectoryName(data)!);
        // In this order, so that a description on the disk always belongs to the file beside it, wherever the process dies.
        File.Delete(description);
        Save(data, store, extractor, progress, cancellation);
        (wanted with { IdsChecksum = ChecksumOfIds(store) }).Write(description);
        return TryMap(data, wanted) ?? throw new CatalogueException($"{data} cannot be read back after it was written.", "Check the disk.");
    }

    private static void Save(string path, CatalogueStore store, IFeatureExtractor extractor, IProgress<int>? progress, CancellationToken cancellation)
    {
        using var features = Compute(store, extractor, progress, cancellation);
        var writer = new SafeTensorsWriter();
        writer.Add(TensorName, features);
        writer.Save(path);
    }

    private static Tensor Compute(CatalogueStore store, IFeatureExtractor extractor, IProgress<int>? progress, CancellationToken cancellation)
    {
        var features = Tensor.Empty([store.Count, extractor.Dimensions]);
        try
        {
            var batches = extractor as IBatchFeatureExtractor;
            var rows = batches?.BatchSize ?? BlockRows;
            for (var first = 0; first < store.Count; first += rows)
            {
                var count = Math.Min(rows, store.Count - first);
                if (batches is null) ForEachPhoto(store, first, count, extractor.Extract, features, first, cancellation);
                else ComputeBatch(store, first, count, batches, features, cancellation);
                progress?.Report(first + count);
            }

            return features;
        }
        catch
        {
            features.Dispose();
            throw;
        }
    }

    private static void ComputeBatch(
        CatalogueStore store, int first, int count, IBatchFeatureExtractor extractor, Tensor features, CancellationToken cancellation)
    {
        using var scope = Scope.Begin(recordGradients: false);
        var inputs = Tensor.Empty([count, extractor.InputLength]);
        ForEachPhoto(store, first, count, extractor.Prepare, inputs, targetRow: 0, cancellation);
        extractor.Extract(inputs, features.Data.Slice(first * extractor.Dimensions, count * extractor.Dimensions));
    }

    /// <summary>Turns photos into rows of a matrix. One thread computes a row from its photo alone: the number of threads cannot change a bit.</summary>
    private static void ForEachPhoto(
        CatalogueStore store, int first, int count, PhotoFunction function, Tensor target, int targetRow, CancellationToken cancellation)
    {
        var width = target.Shape[1];
        PhotoSweep.Run(store, first, count, (row, file) => function(file, target.Data.Slice((targetRow + row - first) * width, width)), cancellation);
    }

    private static Tensor? TryMap(string path, FeatureDescription wanted)
    {
        if (!File.Exists(path)) return null;
        try
        {
            using var file = SafeTensors.Open(path);
            return file.Entries.TryGetValue(TensorName, out var entry) && entry.Shape == new Shape(wanted.Products, wanted.Dimensions)
                ? file.Read(TensorName)
                : null;
        }
        catch (SafeTensorsException)
        {
            return null;
        }
    }

    private static (string Data, string Description) PathsOf(CatalogueStore store, IFeatureExtractor extractor)
    {
        if (extractor.Name.Length == 0 || extractor.Name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
            throw new ArgumentException($"'{extractor.Name}' cannot name a cache file: use letters, digits and hyphens.", nameof(extractor));
        var path = Path.Combine(store.Path, "features", extractor.Name);
        return ($"{path}.safetensors", $"{path}.json");
    }

    private static string ChecksumOfIds(CatalogueStore store)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var product in store.Products()) hash.AppendData(Encoding.UTF8.GetBytes(product.Id + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
