namespace Vitrine.Index;

/// <summary>Which items of a segment each cell has, ascending.</summary>
internal sealed class CellAssignment
{
    // Vectors that are rotated together: 4 MB of 256 dimensions.
    private const int ChunkItems = 4096;

    private readonly int[] items;
    private readonly int[] starts;

    private CellAssignment(int[] cells, int count)
    {
        starts = new int[count + 1];
        foreach (var cell in cells)
            starts[cell + 1]++;
        for (var cell = 0; cell < count; cell++)
            starts[cell + 1] += starts[cell];
        items = new int[cells.Length];
        var next = starts.AsSpan().ToArray();
        for (var item = 0; item < cells.Length; item++)
            items[next[cells[item]]++] = item;
    }

    /// <summary>Cells.</summary>
    public int Count => starts.Length - 1;

    /// <summary>Items of a cell.</summary>
    public ReadOnlySpan<int> this[int cell] => items.AsSpan(starts[cell], starts[cell + 1] - starts[cell]);

    /// <summary>Puts each vector into the cell of the nearest centroid.</summary>
    public static CellAssignment Of(VectorSet vectors, Rotation rotation, float[] centroids, int threads, CancellationToken cancellation)
    {
        var nearest = new NearestCentroid(centroids, rotation.Dimensions, Simd.Level);
        var cells = new int[vectors.Count];
        var chunks = (vectors.Count + ChunkItems - 1) / ChunkItems;
        QueryBatches.Run(chunks, 1, threads, (chunk, _) =>
        {
            var first = chunk * ChunkItems;
            var count = Math.Min(ChunkItems, vectors.Count - first);
            var rotated = Rotated(vectors, rotation, count, i => first + i);
            nearest.Find(rotated, cells.AsSpan(first, count));
        }, cancellation);
        return new CellAssignment(cells, centroids.Length / rotation.Dimensions);
    }

    /// <summary>Some vectors, rotated, row by row.</summary>
    public static float[] Rotated(VectorSet vectors, Rotation rotation, int count, Func<int, int> position)
    {
        var rotated = new float[count * rotation.Dimensions];
        var vector = new float[vectors.Dimensions];
        for (var i = 0; i < count; i++)
        {
            vectors.CopyVector(position(i), vector);
            rotation.Apply(vector, rotated.AsSpan(i * rotation.Dimensions, rotation.Dimensions));
        }

        return rotated;
    }
}
