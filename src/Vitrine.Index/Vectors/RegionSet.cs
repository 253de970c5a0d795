namespace Vitrine.Index;

/// <summary>
/// Several vectors per item (regions of an image, cells of a feature map) for the rescoring of a shortlist. One set holds one level
/// of a model; scores of several levels are added up with their weights.
/// </summary>
public sealed class RegionSet
{
    private readonly VectorSet regions;
    private readonly int[]? counts;

    /// <summary>Makes a set.</summary>
    /// <param name="regions">Vectors of all regions: row <c>item · regionsPerItem + region</c>.</param>
    /// <param name="regionsPerItem">Rows per item, used or not.</param>
    /// <param name="counts">Regions that each item really has, 1…regionsPerItem, the rest being padding; null when all have all.</param>
    /// <exception cref="ArgumentException">The rows are no whole number of items, or a count is out of range.</exception>
    public RegionSet(VectorSet regions, int regionsPerItem, IReadOnlyList<int>? counts = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(regionsPerItem, 1);
        if (regions.Count % regionsPerItem != 0)
            throw new ArgumentException($"{regions.Count} region vectors are no whole number of items of {regionsPerItem} regions.", nameof(regions));
        Items = regions.Count / regionsPerItem;
        if (counts is not null)
        {
            if (counts.Count != Items)
                throw new ArgumentException($"{counts.Count} region counts for {Items} items.", nameof(counts));
            for (var item = 0; item < Items; item++)
            {
                if (counts[item] < 1 || counts[item] > regionsPerItem)
                    throw new ArgumentException($"Item {item} has {counts[item]} regions; expected 1…{regionsPerItem}.", nameof(counts));
            }
        }

        this.regions = regions;
        this.counts = counts?.ToArray();
        RegionsPerItem = regionsPerItem;
    }

    /// <summary>Number of items.</summary>
    public int Items { get; }

    /// <summary>Rows per item, used or not.</summary>
    public int RegionsPerItem { get; }

    /// <summary>Regions an item really has.</summary>
    public int CountOf(int item) => counts?[item] ?? RegionsPerItem;

    /// <summary>Similarity of the query to each region of an item: which regions made the score.</summary>
    public float[] Similarities(ReadOnlySpan<float> query, int item)
    {
        Check(item);
        var similarities = new float[CountOf(item)];
        regions.Score(PreparedQuery.Of(query, regions.Dimensions, regions.Format), item * RegionsPerItem, similarities);
        return similarities;
    }

    /// <summary>Adds <paramref name="weight"/> × the aggregated similarity of each item to its score.</summary>
    /// <param name="query">Query vector of this level.</param>
    /// <param name="items">Items to score, in any order.</param>
    /// <param name="aggregation">How regions are joined.</param>
    /// <param name="weight">Weight of the level.</param>
    /// <param name="scores">One per item of <paramref name="items"/>, added to.</param>
    public void AddScores(ReadOnlySpan<float> query, ReadOnlySpan<int> items, RegionAggregation aggregation, float weight, Span<float> scores)
    {
        var prepared = PreparedQuery.Of(query, regions.Dimensions, regions.Format);
        var buffer = new float[RegionsPerItem];
        for (var i = 0; i < items.Length; i++)
        {
            Check(items[i]);
            var similarities = buffer.AsSpan(0, CountOf(items[i]));
            regions.Score(prepared, items[i] * RegionsPerItem, similarities);
            scores[i] += weight * aggregation.Of(similarities);
        }
    }

    private void Check(int item)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(item);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(item, Items);
    }
}
