using System.Text.Json;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;

namespace Vitrine.Workbench.Tests;

/// <summary>The score of an item is its number, whatever is asked.</summary>
internal sealed class LastFirst : IRetrievalModel
{
    public ModelDescription Description { get; } = new("last-first") { VectorDimensions = 1 };

    /// <summary>Says in a folder that it has this model under a name.</summary>
    public static void WriteCard(string folder, string name) => ModelDirectory.In(folder, name).WriteCard(new ModelCard
    {
        Method = "last-first",
        Preset = "default",
        Seed = 1,
        DataHash = "",
        SplitHash = "",
        Epochs = 1,
        SeesPhotos = false,
        Settings = JsonSerializer.SerializeToElement(1),
    });

    public IEnumerable<ItemBlock> EncodeItems(IItemSource source, ItemField field, IReadOnlyList<int> items, CancellationToken cancellation = default) =>
        [new ItemBlock(items, null, [.. items.Select(item => (float)item)], null)];

    public IReadOnlyList<EncodedQuery> EncodeQueries(IReadOnlyList<Query> queries, ItemField field, CancellationToken cancellation = default) =>
        [.. queries.Select(_ => new EncodedQuery(null, [1], null, [], false))];

    public void ScoreParts(EncodedQuery query, ItemParts items, Span<float> scores) => throw new NotSupportedException();

    public Explanation Explain(Query query, IItemSource source, int item, CancellationToken cancellation = default) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
