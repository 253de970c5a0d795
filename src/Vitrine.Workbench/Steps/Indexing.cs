using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models;
using Vitrine.Search;

namespace Vitrine.Workbench;

/// <summary>The step that turns every product of a store into codes or vectors, once, in the form in which they are searched.</summary>
public static class Indexing
{
    /// <param name="storePath">The store.</param>
    /// <param name="model">A model of it.</param>
    /// <param name="format">How vectors are kept; null for how they are kept, or the index's own default.</param>
    /// <param name="progress">Told how many photos and titles are done.</param>
    /// <param name="cancellation">Stops between blocks; what is committed stays.</param>
    public static GalleryUpdate Run(
        string storePath, string model, VectorFormat? format = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var store = CatalogueStore.Open(storePath);
        using var encoder = Methods.Load(storePath, model);
        return GalleryWriter.Update(store, model, encoder, format, progress.Count($"Encoding with {model}", 2L * store.Count), cancellation);
    }
}
