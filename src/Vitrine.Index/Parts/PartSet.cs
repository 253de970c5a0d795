namespace Vitrine.Index;

/// <summary>A part of neighbouring items. Immutable; any number of threads may read at once.</summary>
/// <param name="vectors">Vectors of all items: row <c>item · vectorsPerItem + vector</c>.</param>
/// <param name="vectorsPerItem">Rows per item, used or not.</param>
/// <param name="counts">Vectors that each item really has, the rest being padding.</param>
internal sealed class PartSet(VectorSet vectors, int vectorsPerItem, Stored<int> counts)
{
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
