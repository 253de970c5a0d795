namespace Vitrine.Models.Contract;

/// <summary>
/// A trained model, whatever its method: it describes itself, encodes items and queries such that near means relevant, scores the parts of a
/// shortlist where it has them, and explains a hit. Callers need to know no more of it. Not safe for use from several threads at once.
/// </summary>
/// <remarks>The laws that every model keeps stand in <c>tests/Vitrine.Models.Tests/Contract</c>.</remarks>
public interface IRetrievalModel : IDisposable
{
    ModelDescription Description { get; }

    /// <summary>Encodes a field of items, block by block: nothing grows with their number.</summary>
    /// <param name="source">Any source, not only that of the training.</param>
    /// <param name="field">Which field.</param>
    /// <param name="items">Which items of the source; each is in exactly one block, in this order.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="Catalogue.UsageException">The source lacks what the model looks at.</exception>
    IEnumerable<ItemBlock> EncodeItems(IItemSource source, ItemField field, IReadOnlyList<int> items, CancellationToken cancellation = default);

    /// <summary>Encodes queries for a search among a field of items. A query's encoding does not depend on the others.</summary>
    /// <param name="queries">Each with at least one part.</param>
    /// <param name="field">What they are to be compared with.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="Catalogue.Images.ImageException">A picture is no image, or too large.</exception>
    IReadOnlyList<EncodedQuery> EncodeQueries(IReadOnlyList<Query> queries, ItemField field, CancellationToken cancellation = default);

    /// <summary>Scores items by their parts: what a shortlist is ranked by in the end. For models with <see cref="ModelDescription.Parts"/>, and queries with <see cref="EncodedQuery.Parts"/>.</summary>
    /// <param name="query">For the field Photo.</param>
    /// <param name="items">As <see cref="EncodeItems"/> gave them.</param>
    /// <param name="scores">One per item, overwritten; larger is nearer.</param>
    void ScoreParts(EncodedQuery query, ItemParts items, Span<float> scores);

    /// <summary>Takes the score of an item's photo for a query apart.</summary>
    Explanation Explain(Query query, IItemSource source, int item, CancellationToken cancellation = default);
}
