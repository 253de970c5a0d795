using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search;
using Vitrine.Search.Fusion;
using Vitrine.Search.Shop;
using Vitrine.Search.Traits;
using Vitrine.Search.Words;

namespace Vitrine.Workbench;

/// <summary>What a store is searchable by.</summary>
/// <param name="Words">Its words.</param>
/// <param name="Gallery">Codes or vectors of a model; null: there is none.</param>
/// <param name="Traits">Names of the traits that are told of every product; none without vectors.</param>
public sealed record ShopIndex(WordIndexUpdate Words, GalleryUpdate? Gallery, IReadOnlyList<string> Traits)
{
    /// <summary>The cells of galleries that are too large to be scanned, by the name of their field; none in small shops.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PartitionReport>> Cells { get; init; } = new Dictionary<string, IReadOnlyList<PartitionReport>>();
}

/// <summary>The step that makes everything of a store searchable, so that words find products by all of it: only what has changed since is made anew.</summary>
public static class ShopIndexing
{
    /// <summary>Everything that the shop uses: its words, and all models that were chosen for it.</summary>
    /// <inheritdoc cref="Run(string, string?, string?, VectorFormat?, IProgress{WorkProgress}?, CancellationToken)"/>
    /// <param name="storePath">The store.</param>
    /// <param name="card">What was chosen.</param>
    /// <param name="language">As above.</param>
    /// <param name="format">As above.</param>
    /// <param name="progress">As above.</param>
    /// <param name="cancellation">As above.</param>
    public static ShopIndex RunAll(
        string storePath, ShopCard card, string? language = null, VectorFormat? format = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        var index = Run(storePath, card.Model, language, format, progress, cancellation);
        foreach (var model in card.Models.Skip(1))
            Indexing.Run(storePath, model, format, progress, cancellation);
        return index;
    }

    /// <param name="storePath">The store.</param>
    /// <param name="model">A model of it; null for the words alone.</param>
    /// <param name="language">See <see cref="WordIndexWriter.Update"/>.</param>
    /// <param name="format">See <see cref="Indexing.Run"/>.</param>
    /// <param name="progress">Told of each stage.</param>
    /// <param name="cancellation">Stops; what is done stays.</param>
    public static ShopIndex Run(
        string storePath, string? model, string? language = null, VectorFormat? format = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        StoreWriter.TakeInChanges(storePath, cancellation);
        var words = Indexing.Words(storePath, language, progress, cancellation);
        using var store = CatalogueStore.Open(storePath);
        if (model is null)
        {
            TraitWriter.UpdateSaid(store, cancellation);
            return new ShopIndex(words, null, []);
        }

        var gallery = Indexing.Run(storePath, model, format, progress, cancellation);
        var cells = Indexing.Cells(store, model, progress, cancellation);
        var traits = gallery.Schema.HasVectors ? TraitWriter.Update(store, model, progress.Count("Learning the traits of products", 1000), cancellation).Traits : [];
        if (!gallery.Schema.HasVectors)
            TraitWriter.UpdateSaid(store, cancellation);
        using var signals = ShopSignals.Open(store, model);
        FusionWriter.Update(store, model, signals.All(seesAttributes: false), progress.Count("Weighing the signals", 0), cancellation);
        return new ShopIndex(words, gallery, [.. traits.Select(trait => trait.Name)]) { Cells = cells };
    }
}
