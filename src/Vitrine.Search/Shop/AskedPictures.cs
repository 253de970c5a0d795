using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Search.Signals;
using Vitrine.Search.Traits;

namespace Vitrine.Search.Shop;

/// <summary>
/// Pictures, or products, that a model was asked for, perhaps changed by words. Where these name traits, as "in red" does, only products that probably show them are likely; the model orders them, and behind
/// them stands first what has most of it. The products themselves that it starts from are not found.
/// </summary>
internal sealed class AskedPictures : IAsked
{
    private readonly Gallery gallery;
    private readonly EncodedQuery encoded;
    private readonly HashSet<int> starts;
    private readonly ISignalQuery? traits;
    private readonly Lazy<RowSet?> likely;

    /// <param name="model">What encodes them.</param>
    /// <param name="gallery">The photos of all products, by the same model.</param>
    /// <param name="query">What is asked, with at least one start.</param>
    /// <param name="change">What to change, as it was read; empty for nothing.</param>
    /// <param name="without">What is not wanted.</param>
    /// <param name="traits">What the change names of what products can be, and what it leaves; null for nothing.</param>
    /// <param name="rowCount">Products of the store.</param>
    public AskedPictures(IRetrievalModel model, Gallery gallery, ShopQuery query, string change, IReadOnlyList<string> without, ISignalQuery? traits, int rowCount)
    {
        (this.gallery, this.traits) = (gallery, traits);
        likely = new Lazy<RowSet?>(() => traits is null ? null : LikelyRows(traits, rowCount));
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
        if (traits is null || likely.Value is not { } shown)
            return Nearest(count, filter, isLikely: true);
        var first = Nearest(count, RowSet.Joined(filter, shown), isLikely: true);
        if (first.Length == count)
            return first;
        var others = filter is null ? RowSet.All(shown.RowCount) : RowSet.Where(shown.RowCount, filter.Contains);
        others.AndNot(shown);
        var rest = Nearest(count - first.Length, others, isLikely: false);
        var scores = traits.Score([.. rest.Select(found => found.Row)]);
        return [.. first, .. rest.Zip(scores).OrderByDescending(pair => pair.Second).Select(pair => pair.First)];
    }

    private Found[] Nearest(int count, RowSet? filter, bool isLikely) =>
    [
        .. gallery.Nearest(encoded, (int)Math.Min(int.MaxValue, (long)count + starts.Count), filter).Where(found => !starts.Contains(found.Row)).Take(count).Select(found => new Found(found.Row, found.Nearness, isLikely)),
    ];

    private static RowSet LikelyRows(ISignalQuery traits, int rowCount)
    {
        var scores = traits.Score([.. Enumerable.Range(0, rowCount)]);
        return RowSet.Where(rowCount, row => scores[row] >= TraitSignal.Probable);
    }
}
