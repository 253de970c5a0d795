using Vitrine.Catalogue;
using Vitrine.Search;
using Vitrine.Search.Words;

namespace Vitrine.Workbench;

/// <summary>What a removal did.</summary>
/// <param name="Removed">Products that were removed.</param>
/// <param name="Left">Products that the store still has.</param>
/// <param name="Indexed">The models whose galleries were brought up to these, and the fields that each encoded for it: those of products that took another row.</param>
public sealed record Removal(int Removed, int Left, IReadOnlyDictionary<string, int> Indexed);

/// <summary>The step that takes products out of a store: out of the split, the training, the features and, for every model that has galleries, out of what is found.</summary>
public static class Removing
{
    /// <param name="storePath">The store.</param>
    /// <param name="ids">The shop's ids of the products; one given twice counts once.</param>
    /// <param name="progress">Told of each model's encoding.</param>
    /// <param name="cancellation">Stops; once the products are out of the store they stay out, and indexing goes on where it was.</param>
    /// <exception cref="UsageException">No store, no ids, or ids that no product has: the store is then as it was.</exception>
    /// <exception cref="CatalogueException">Another process is writing the store.</exception>
    public static Removal Run(string storePath, IEnumerable<string> ids, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        CatalogueStore.Open(storePath).Dispose(); // a writer would make the store that is not there
        var removed = Remove(storePath, [.. ids.Distinct(StringComparer.Ordinal)], cancellation);
        using var store = CatalogueStore.Open(storePath);
        if (store.Count > 0 && WordIndex.IsIn(store))
            Indexing.Words(storePath, progress: progress, cancellation: cancellation);
        var models = store.Count == 0 ? [] : GalleryWriter.ModelsOf(store);
        return new Removal(removed, store.Count,
            models.ToDictionary(model => model, model => ShopIndexing.Run(storePath, model, progress: progress, cancellation: cancellation).Gallery!.Encoded));
    }

    private static int Remove(string storePath, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            throw new UsageException("No products were named.", "Give the ids of some.");
        using var writer = StoreWriter.Open(storePath);
        string[] unknown = [.. ids.Where(id => !writer.Remove(id))];
        if (unknown.Length > 0)
            throw new UsageException($"The store has no product {Listed(unknown)}.", "Leave these out; nothing was removed.");
        writer.Commit(cancellation);
        return ids.Count;
    }

    private static string Listed(string[] ids)
    {
        const int Shown = 20;
        var names = string.Join(", ", ids.Take(Shown).Select(id => $"'{id}'"));
        return ids.Length > Shown ? $"{names} and {ids.Length - Shown:N0} more" : names;
    }
}
