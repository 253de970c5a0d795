using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Search.Signals;
using Vitrine.Search.Traits;

namespace Vitrine.Search.Shop;

/// <summary>
/// Pictures, or products, that a model was asked for, perhaps changed by words. Where these name traits, as "in red" does, only products that probably show them are likely; the model orders them. The
/// products themselves that it starts from are not found.
/// </summary>
internal sealed class AskedPictures : IAsked
{
    private readonly Gallery gallery;
    private readonly EncodedQuery encoded;
    private readonly HashSet<int> starts;
    private readonly ISignalQuery? traits;

    /// <param name="model">What encodes them.</param>
    /// <param name="gallery">The photos of all products, by the same model.</param>
    /// <param name="query">What is asked, with at least one start.</param>
    /// <param name="change">What to change, as it was read; empty for nothing.</param>
    /// <param name="without">What is not wanted.</param>
    /// <param name="traits">What the change names of what products can be; null for nothing.</param>
    public AskedPictures(IRetrievalModel model, Gallery gallery, ShopQuery query, string change, IReadOnlyList<string> without, ISignalQuery? traits)
    {
        (this.gallery, this.traits) = (gallery, traits);
        starts = [.. query.Starts.OfType<ItemPart>().Select(part => part.Item)];
        var wanted = change.Length == 0 ? query.Starts : query.Starts.Select(start => start.Weight < 0 ? start : new ChangePart(start with { Weight = 1 }, change) { ImageWeight = query.ImageWeight, Weight = start.Weight });
        Query = new Query([.. wanted, .. without.Select(words => new TextPart(words) { Weight = ShopSearch.AgainstWeight })]);
        lock (model) // made for one thread at a time
            encoded = model.EncodeQueries([Query], ItemField.Photo)[0];
    }

    /// <summary>What the model is asked.</summary>
    public Query Query { get; }

    /// <summary>How picture and words were weighed.</summary>
    public IReadOnlyList<ChangeWeights> Changes => encoded.Changes;

    /// <summary>Words that the model does not know.</summary>
    public IReadOnlyList<string> UnknownWords => encoded.UnknownWords;

    /// <inheritdoc/>
    public IReadOnlyList<Found> Rank(int count, RowSet? filter)
    {
        if (encoded.KnowsNothing)
            return [];
        (int Row, Nearness Nearness)[] nearest = [.. gallery.Nearest(encoded, (int)Math.Min(int.MaxValue, (long)count + starts.Count), filter).Where(found => !starts.Contains(found.Row)).Take(count)];
        var shown = traits?.Score([.. nearest.Select(found => found.Row)]);
        return [.. nearest.Select((found, i) => new Found(found.Row, found.Nearness, IsLikely: shown is null || shown[i] >= TraitSignal.Probable)).OrderByDescending(found => found.IsLikely)];
    }
}
