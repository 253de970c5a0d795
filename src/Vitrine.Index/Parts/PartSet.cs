namespace Vitrine.Index;

/// <summary>A part of neighbouring items. Immutable; any number of threads may score at once.</summary>
/// <param name="vectors">Vectors of all items: row <c>item · vectorsPerItem + vector</c>.</param>
/// <param name="vectorsPerItem">Rows per item, used or not.</param>
/// <param name="counts">Vectors that each item really has, the rest being padding.</param>
internal sealed class PartSet(VectorSet vectors, int vectorsPerItem, Stored<int> counts)
{
    /// <summary>Similarity of the query to each vector of an item: which of them made the score.</summary>
    public float[] Similarities(PreparedQuery query, int item)
    {
        var similarities = new float[CountOf(item)];
        vectors.Score(query, item * vectorsPerItem, similarities);
        return similarities;
    }

    /// <summary>The aggregated similarity of an item.</summary>
    /// <param name="query">Query vector of this part.</param>
    /// <param name="item">The item.</param>
    /// <param name="aggregation">How similarities are joined.</param>
    /// <param name="buffer">At least as many places as an item has vectors; overwritten.</param>
    public float Score(PreparedQuery query, int item, PartAggregation aggregation, Span<float> buffer)
    {
        var similarities = buffer[..CountOf(item)];
        vectors.Score(query, item * vectorsPerItem, similarities);
        return aggregation.Of(similarities);
    }

    /// <summary>Copies the vectors of an item as float32, one after the other; returns how many it has.</summary>
    public int Copy(int item, Span<float> destination)
    {
        var count = CountOf(item);
        for (var vector = 0; vector < count; vector++)
            vectors.CopyVector(item * vectorsPerItem + vector, destination.Slice(vector * vectors.Dimensions, vectors.Dimensions));
        return count;
    }

    // A count beyond its range stands in no file of ours; the padding is then read as vectors, and not the next item's.
    private int CountOf(int item) => Math.Clamp(counts[item], 0, vectorsPerItem);
}
