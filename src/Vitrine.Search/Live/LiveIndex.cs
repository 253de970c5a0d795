using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Fusion;
using Vitrine.Search.Shop;
using Vitrine.Search.Words;

namespace Vitrine.Search.Live;

/// <summary>All that a store is searched by, kept up to its products while these change: a state costs what has changed, and a pass over some numbers of each row. For one thread at a time.</summary>
/// <remarks>
/// Words, fields and vectors are as an index made from nothing has them, but that the frequencies of words and the average lengths by which they are weighed are of before, with the changed products added;
/// traits are told by what was learned before, and what each signal counts is what was fitted before, until <c>vitrine index</c> learns them anew.
/// </remarks>
internal sealed class LiveIndex : IDisposable
{
    private readonly string? modelName, pictureModel;
    private readonly ShopModels searching, encoding; // a model is for one thread at a time
    private readonly LiveWords words;
    private readonly LiveTraits traits;
    private readonly FusionWeights? weights;

    /// <param name="store">The products as they are.</param>
    /// <param name="modelName">The model that looks at photos and reads titles; null for words alone.</param>
    /// <param name="pictureModel">The model for pictures; null: the same.</param>
    /// <param name="cancellation">Stops making words that are not there yet.</param>
    public LiveIndex(CatalogueStore store, string? modelName, string? pictureModel, CancellationToken cancellation)
    {
        (this.modelName, this.pictureModel) = (modelName, pictureModel ?? modelName);
        (searching, encoding) = (new ShopModels(store.Path), new ShopModels(store.Path));
        try
        {
            foreach (var name in Names)
                _ = searching[name]; // before several threads ask
            traits = modelName is not null && LiveTraits.TryOpen(store, modelName) is { } learned ? learned : LiveTraits.OfStore(store);
            weights = modelName is null ? null : FusionWriter.TryOpenOfWeights(store, modelName);
            words = LiveWords.Open(store, cancellation);
        }
        catch
        {
            searching.Dispose();
            encoding.Dispose();
            throw;
        }
    }

    private IEnumerable<string> Names => new[] { modelName, pictureModel }.OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Makes a state searchable.</summary>
    /// <param name="store">The products; closed with what is returned, or when this fails.</param>
    /// <param name="cancellation">Stops; the next state then takes in what this one did not.</param>
    public ShopSearch Next(CatalogueStore store, CancellationToken cancellation)
    {
        var open = new Stack<IDisposable>([store]);
        try
        {
            BringUp(store, cancellation);
            var fields = ShopFields.Open(store);
            open.Push(fields);
            var known = new ShopKnowledge(words.Next(store, cancellation), traits.Next(store), weights);
            return ShopSearch.Of(ShopSignals.Open(store, modelName, searching, known), fields, searching, pictureModel);
        }
        catch
        {
            while (open.TryPop(out var one))
                one.Dispose();
            throw;
        }
    }

    /// <summary>Goes on from the words of all products, which were made anew meanwhile.</summary>
    public void Renew(CatalogueStore store) => words.Renew(store);

    /// <summary>Leaves what was made as that of a store whose database was brought up to the last state, for whoever opens it next.</summary>
    public void Leave(CatalogueStore store)
    {
        WordIndexWriter.Update(store);
        BringUp(store, CancellationToken.None);
        traits.Keep(store);
        if (modelName is not null && weights is not null)
            FusionWriter.Keep(store, modelName, weights);
    }

    public void Dispose()
    {
        words.Dispose();
        searching.Dispose();
        encoding.Dispose();
    }

    private void BringUp(CatalogueStore store, CancellationToken cancellation)
    {
        FieldIndexWriter.Update(store, cancellation: cancellation);
        foreach (var name in Names)
            GalleryWriter.Update(store, name, encoding[name], cancellation: cancellation);
    }
}
