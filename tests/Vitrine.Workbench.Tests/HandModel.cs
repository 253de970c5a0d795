using Vitrine.Catalogue;
using Vitrine.Models.Contract;

namespace Vitrine.Workbench.Tests;

/// <summary>
/// A model whose every score a test has written down: query row q asks with the vector e_q, and coordinate q of item row i is the score of i for q. So a figure
/// can be reckoned by hand from the table. Where distances are given it has codes too: item i is at its distance from every query.
/// </summary>
/// <param name="store">The products: table rows are theirs.</param>
/// <param name="textToPhoto">[query, item] scores of photos for titles: small whole numbers, which an index keeps as they are.</param>
/// <param name="photoToText">[query, item] scores of titles for photos.</param>
/// <param name="distances">Of each item, 0 to 8; null: no codes.</param>
internal sealed class HandModel(CatalogueStore store, int[][] textToPhoto, int[][] photoToText, int[]? distances = null) : IRetrievalModel
{
    private readonly Dictionary<string, int> rowOfTitle = store.Titles().Index().DistinctBy(title => title.Item).ToDictionary(title => title.Item, title => title.Index);

    public ModelDescription Description { get; } = new(HandShop.Model) { VectorDimensions = store.Count, CodeBitsPerLayer = distances is null ? [] : [8], CodesLabel = "hand-8" };

    /// <summary>A table in which each asks for itself alone: 1 for its own, 0 for the others.</summary>
    public static int[][] Itself(int count) => [.. Enumerable.Range(0, count).Select(query => Enumerable.Range(0, count).Select(item => item == query ? 1 : 0).ToArray())];

    public IEnumerable<ItemBlock> EncodeItems(IItemSource source, ItemField field, IReadOnlyList<int> items, CancellationToken cancellation = default)
    {
        var table = field == ItemField.Photo ? textToPhoto : photoToText;
        yield return new ItemBlock(items, distances is null ? null : [.. items.Select(item => (1ul << distances[item]) - 1)],
            [.. items.SelectMany(item => table.Select(scores => (float)scores[item]))], null);
    }

    public IReadOnlyList<EncodedQuery> EncodeQueries(IReadOnlyList<Query> queries, ItemField field, CancellationToken cancellation = default) =>
        [.. queries.Select(query => Encode(query.Parts[0] is TextPart text ? rowOfTitle[text.Text] : ((ItemPart)query.Parts[0]).Item))];

    public void ScoreParts(EncodedQuery query, ItemParts items, Span<float> scores) => throw new NotSupportedException();

    public Explanation Explain(Query query, IItemSource source, int item, CancellationToken cancellation = default) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private EncodedQuery Encode(int row)
    {
        var vector = new float[store.Count];
        vector[row] = 1;
        return new EncodedQuery(distances is null ? null : [0], vector, null, [], false);
    }
}
