using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Search.Signals;
using Vitrine.Search.Words;

namespace Vitrine.Workbench.Shopping;

/// <summary>The ways to rank the products of a shop that are measured beside each other.</summary>
internal sealed class ShopContestants : IDisposable
{
    private const string Fused = "rrf";
    private const string Shown = "words-shown";

    // What queries are made of must not be found where it was taken from: neither attributes, which a brand is one of, nor the names of categories.
    private const WordFields WithoutValues = WordFields.Title | WordFields.Description | WordFields.Ids;

    private readonly Gallery photos, titles;
    private readonly WordIndex words;

    /// <param name="store">The products; their words are indexed where they are not yet.</param>
    /// <param name="modelName">A model that they are encoded with.</param>
    /// <param name="model">That model; must outlive this.</param>
    /// <param name="by">What of photos and titles is compared.</param>
    /// <param name="progress">Told of indexed words.</param>
    /// <param name="cancellation">Stops that.</param>
    public ShopContestants(CatalogueStore store, string modelName, IRetrievalModel model, SearchBy by, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        WordIndexWriter.Update(store, progress: progress.Count("Indexing words", store.Count), cancellation: cancellation);
        words = WordIndex.Open(store);
        photos = Gallery.Open(store, modelName, model, ItemField.Photo, by);
        titles = Gallery.Open(store, modelName, model, ItemField.Title, by);
        RankedSignal[] signals =
        [
            new(new WordSignal(words, WithoutValues)),
            new(new VectorSignal(model, photos, ItemField.Photo, store.Count)),
            new(new VectorSignal(model, titles, ItemField.Title, store.Count)),
        ];
        All =
        [
            .. signals.Select(signal => new Contestant(signal.Name, signal.Rank)),
            new Contestant(Fused, text => ReciprocalRankFusion.Of(signals.Select(signal => signal.Rank(text)))),
            new Contestant(Shown, new RankedSignal(new WordSignal(words)).Rank),
        ];
    }

    /// <summary>Words, photos and titles alone, these three by their ranks, and words once more with the attributes shown.</summary>
    public IReadOnlyList<Contestant> All { get; }

    public void Dispose()
    {
        titles.Dispose();
        photos.Dispose();
        words.Dispose();
    }
}
