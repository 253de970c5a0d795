using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models;
using Vitrine.Search;
using Vitrine.Search.Copies;
using Vitrine.Search.Fields;
using Vitrine.Search.Large;
using Vitrine.Search.Words;

namespace Vitrine.Workbench;

/// <summary>The steps that make the products of a store searchable: by their words and fields, and by the codes or vectors of a model, once, in the form in which they are searched.</summary>
public static class Indexing
{
    /// <summary>Makes the words and the fields of a store searchable, where products have changed since that was done.</summary>
    /// <param name="storePath">The store.</param>
    /// <param name="language">See <see cref="WordIndexWriter.Update"/>.</param>
    /// <param name="progress">Told how many products are done.</param>
    /// <param name="cancellation">Stops; what was searchable before stays.</param>
    public static WordIndexUpdate Words(string storePath, string? language = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var store = CatalogueStore.Open(storePath);
        var words = WordIndexWriter.Update(store, language, progress.Count("Indexing the words", store.Count), cancellation);
        FieldIndexWriter.Update(store, progress.Count("Indexing the fields", store.Count), cancellation);
        return words;
    }

    /// <summary>Encodes the photos and titles of a store with a model, where they have changed since that was done, and no other model has done the same (<see cref="GalleryCopy"/>).</summary>
    /// <param name="storePath">The store.</param>
    /// <param name="model">A model of it.</param>
    /// <param name="format">How vectors are kept; null for how they are kept, or the index's own default.</param>
    /// <param name="progress">Told how many photos and titles are done.</param>
    /// <param name="cancellation">Stops between blocks; what is committed stays.</param>
    public static GalleryUpdate Run(
        string storePath, string model, VectorFormat? format = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var store = CatalogueStore.Open(storePath);
        GalleryCopy.Take(store, model, format, cancellation);
        using var encoder = Methods.Load(storePath, model);
        return GalleryWriter.Update(store, model, encoder, format, progress.Count($"Encoding with {model}", 2L * store.Count), cancellation);
    }

    /// <summary>Parts the vectors of galleries that are too large to be scanned; see <see cref="GalleryCells"/>.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<PartitionReport>> Cells(CatalogueStore store, string model, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (store.Count < GalleryCells.LeastItems)
            return new Dictionary<string, IReadOnlyList<PartitionReport>>();
        using var encoder = Methods.Load(store.Path, model);
        return GalleryCells.Update(store, model, encoder, progress: progress.Count("Parting the vectors", store.Count), cancellation: cancellation);
    }
}
