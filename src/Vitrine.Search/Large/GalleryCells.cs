using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;

namespace Vitrine.Search.Large;

/// <summary>
/// Parts the vectors of large galleries into cells, and measures the recall of searching some of them with titles of products as queries: words, such as people type. Small galleries are left as
/// they are: scanning them takes no time that anybody notices, and is exact.
/// </summary>
public static class GalleryCells
{
    /// <summary>Share of the truly nearest that a search of a large gallery finds on average, as measured.</summary>
    public const double Recall = 0.98;

    /// <summary>Items from which on a gallery is parted; below, a scan of 256 dimensions takes a few milliseconds.</summary>
    public const int LeastItems = 50_000;

    private const int Queries = 200;

    /// <summary>Makes what is missing, for both fields of the products.</summary>
    /// <param name="store">The products.</param>
    /// <param name="modelName">A model of the store, whose galleries are up to date.</param>
    /// <param name="model">That model.</param>
    /// <param name="leastItems">Galleries of fewer items are left alone.</param>
    /// <param name="progress">Told how many items are coded.</param>
    /// <param name="cancellation">Stops; galleries stay searchable as they were.</param>
    /// <returns>What galleries with cells have, by the name of their field.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<PartitionReport>> Update(
        CatalogueStore store, string modelName, IRetrievalModel model, int leastItems = LeastItems, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var made = new Dictionary<string, IReadOnlyList<PartitionReport>>();
        foreach (var field in new[] { ItemField.Photo, ItemField.Title })
        {
            var folder = GalleryFolder.Of(store, modelName, field);
            if (!IsLarge(folder, leastItems, out var partitions))
                continue;
            if (partitions.Any(partition => partition.Items >= Smallest(leastItems) && !partition.AreQueriesGiven))
            {
                using var writer = IndexWriter.Open(folder);
                writer.Partition(new PartitionOptions { LeastItems = Smallest(leastItems), Queries = TitlesFor(store, model, field), Threads = Environment.ProcessorCount }, progress, cancellation);
            }

            using var snapshot = IndexSnapshot.Open(folder);
            made.Add(field.ToString().ToLowerInvariant(), [.. snapshot.Partitions.Where(partition => partition.Cells > 0)]);
        }

        return made;
    }

    // Of what was added since, a tenth is worth cells of its own.
    private static int Smallest(int leastItems) => Math.Max(1, leastItems / 10);

    private static bool IsLarge(string folder, int leastItems, out IReadOnlyList<PartitionReport> partitions)
    {
        using var snapshot = IndexSnapshot.Open(folder);
        partitions = snapshot.Schema.HasVectors ? snapshot.Partitions : [];
        return snapshot.Schema.HasVectors && snapshot.Count >= leastItems;
    }

    /// <summary>Titles of an even spread of products, as queries for a field.</summary>
    private static ReadOnlyMemory<float> TitlesFor(CatalogueStore store, IRetrievalModel model, ItemField field)
    {
        var count = Math.Min(Queries, store.Count);
        Query[] titles = [.. Enumerable.Range(0, count).Select(q => store[(int)((2L * q + 1) * store.Count / (2 * count))].Title).Where(title => !string.IsNullOrWhiteSpace(title)).Select(title => Query.Words(title))];
        return model.EncodeQueries(titles, field).Where(query => !query.KnowsNothing).SelectMany(query => query.Vector!).ToArray();
    }
}
