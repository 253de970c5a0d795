using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Search.Fields;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Traits;

/// <summary>Keeps what a model's vectors tell of the traits of all products, beside its galleries.</summary>
public static class TraitWriter
{
    /// <summary>Learns the traits anew, where products or weights have changed since they were learned.</summary>
    /// <param name="store">The products.</param>
    /// <param name="modelName">A model with vectors, whose galleries are up to date.</param>
    /// <param name="progress">Told how many traits are learned.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    /// <returns>What there is to tell of a product; empty where neither categories nor attributes have two values.</returns>
    public static ProductTraits Update(CatalogueStore store, string modelName, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        if (TryOpen(store, modelName) is { } current)
            return current;
        using var photos = GalleryFolder.OpenIndex(store, modelName, ItemField.Photo);
        using var titles = GalleryFolder.OpenIndex(store, modelName, ItemField.Title);
        var (traits, teller) = TraitLearner.Learn(store, photos, titles, progress, cancellation);
        teller?.Write(TraitFile.TellerOf(store, modelName), MadeFrom.Now(store, modelName));
        Keep(store, modelName, traits);
        return traits;
    }

    /// <summary>Reads what the store itself says of its products, where this has changed: a shop that no model looks at is searched by it.</summary>
    public static ProductTraits UpdateSaid(CatalogueStore store, CancellationToken cancellation = default)
    {
        if (TryOpenSaid(store) is { } current)
            return current;
        var traits = ProductTraits.OfLabels(TraitLabels.Of(store, cancellation), store.Count);
        KeepSaid(store, traits);
        return traits;
    }

    /// <summary>Writes traits that the store says as those of the products of now.</summary>
    internal static void KeepSaid(CatalogueStore store, ProductTraits traits) => TraitFile.Write(TraitFile.PathOfSaid(store), traits, MadeFrom.Now(store));

    /// <summary>What the store says of the products of now; null where it was not read, or the file is damaged.</summary>
    public static ProductTraits? TryOpenSaid(CatalogueStore store) => TryOpen(store, TraitFile.PathOfSaid(store), MadeFrom.Now(store));

    /// <summary>Writes traits as those of the products of now.</summary>
    internal static void Keep(CatalogueStore store, string modelName, ProductTraits traits)
    {
        var path = TraitFile.PathOf(store, modelName);
        RowDigests.Forget(Path.GetDirectoryName(path)!); // they must not speak of the new file before it is there
        TraitFile.Write(path, traits, MadeFrom.Now(store, modelName));
        RowDigests.Write(Path.GetDirectoryName(path)!, store);
    }

    /// <summary>The traits as they were learned from the products and weights of now; null where they were not, or the file is damaged.</summary>
    public static ProductTraits? TryOpen(CatalogueStore store, string modelName) => TryOpen(store, TraitFile.PathOf(store, modelName), MadeFrom.Now(store, modelName));

    private static ProductTraits? TryOpen(CatalogueStore store, string path, IReadOnlyDictionary<string, string> now)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            var (traits, notes) = TraitFile.Read(path);
            return MadeFrom.Say(notes, now) && traits.Rows == store.Count ? traits : null;
        }
        catch (IndexFormatException)
        {
            return null; // learned anew, as a damaged gallery is made anew
        }
    }
}
