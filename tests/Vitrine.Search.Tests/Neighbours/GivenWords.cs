using Vitrine.Models.Contract;

namespace Vitrine.Search.Tests.Neighbours;

/// <summary>A model that says of each word what a test has written down: a place on a circle, in degrees. Others it does not know.</summary>
internal sealed class GivenWords(IReadOnlyDictionary<string, double> degrees) : IRetrievalModel
{
    public ModelDescription Description { get; } = new("given") { VectorDimensions = 2 };

    public IReadOnlyList<EncodedQuery> EncodeQueries(IReadOnlyList<Query> queries, ItemField field, CancellationToken cancellation = default) =>
        [.. queries.Select(query => degrees.TryGetValue(((TextPart)query.Parts[0]).Text, out var angle)
            ? new EncodedQuery(null, [2 * (float)Math.Cos(angle / 180 * Math.PI), 2 * (float)Math.Sin(angle / 180 * Math.PI)], null, [], KnowsNothing: false)
            : new EncodedQuery(null, [0, 0], null, [], KnowsNothing: true))];

    public IEnumerable<ItemBlock> EncodeItems(IItemSource source, ItemField field, IReadOnlyList<int> items, CancellationToken cancellation = default) => throw new NotSupportedException();

    public void ScoreParts(EncodedQuery query, ItemParts items, Span<float> scores) => throw new NotSupportedException();

    public Explanation Explain(Query query, IItemSource source, int item, CancellationToken cancellation = default) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
