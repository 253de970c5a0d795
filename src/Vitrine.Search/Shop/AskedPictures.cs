using Vitrine.Index;
using Vitrine.Models.Contract;

namespace Vitrine.Search.Shop;

/// <summary>Pictures, or products, that a model was asked for, perhaps changed by words.</summary>
internal sealed class AskedPictures : IAsked
{
    private readonly Gallery gallery;
    private readonly EncodedQuery encoded;

    /// <param name="model">What encodes them.</param>
    /// <param name="gallery">The photos of all products, by the same model.</param>
    /// <param name="query">What is asked, with at least one start.</param>
    /// <param name="change">What to change, as it was read; empty for nothing.</param>
    /// <param name="without">What is not wanted.</param>
    public AskedPictures(IRetrievalModel model, Gallery gallery, ShopQuery query, string change, IReadOnlyList<string> without)
    {
        this.gallery = gallery;
        IEnumerable<QueryPart> wanted = change.Length == 0 ? query.Starts : query.Starts.Select(start => new ChangePart(start, change) { ImageWeight = query.ImageWeight });
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
    public IReadOnlyList<Found> Rank(int count, RowSet? filter) => encoded.KnowsNothing ? [] : [.. gallery.Nearest(encoded, count, filter).Select(found => new Found(found.Row, found.Nearness, IsLikely: true))];
}
