using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>Centroids of k cells by Lloyd's iterations from drawn vectors. The same for the same seed and kernels, whatever the number of threads.</summary>
internal static class KMeans
{
    /// <summary>Vectors of a sample for each cell. FAISS asks for 39 at least; more move the cells by less than what the probes even out.</summary>
    public const int SamplePerCell = 32;

    private const int Iterations = 8;
    private const int VectorsPerTask = 1024;

    /// <summary>Trains.</summary>
    /// <param name="sample">Vectors row by row, at least as many as cells; in any order that does not depend on what they are.</param>
    /// <param name="dimensions">Their dimensions.</param>
    /// <param name="cells">k.</param>
    /// <param name="seed">For the first centroids.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellation">Stops within an iteration.</param>
    /// <returns>Centroids row by row.</returns>
    public static float[] Train(float[] sample, int dimensions, int cells, ulong seed, int threads, CancellationToken cancellation)
    {
        var count = sample.Length / dimensions;
        var centroids = new float[cells * dimensions];
        // Every n-th, from a drawn one on, so that no two are the same.
        var first = (int)(SplitMix64.Mix(seed) % (ulong)count);
        for (var c = 0; c < cells; c++)
            Row(sample, (int)((first + (long)c * count / cells) % count), dimensions).CopyTo(Row(centroids, c, dimensions));

        var nearest = new int[count];
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            Assign(new NearestCentroid(centroids, dimensions, Simd.Level), sample, dimensions, nearest, threads, cancellation);
            Move(sample, dimensions, nearest, centroids);
        }

        return centroids;
    }

    /// <summary>The nearest centroid of each vector.</summary>
    public static void Assign(NearestCentroid centroids, ReadOnlyMemory<float> vectors, int dimensions, Memory<int> nearest, int threads, CancellationToken cancellation) =>
        QueryBatches.Run(nearest.Length, VectorsPerTask, threads, (start, size) =>
            centroids.Find(vectors.Span.Slice(start * dimensions, size * dimensions), nearest.Span.Slice(start, size)), cancellation);

    /// <summary>Moves each centroid to the mean of its vectors; one without any becomes a vector of the largest cell.</summary>
    private static void Move(float[] sample, int dimensions, int[] nearest, float[] centroids)
    {
        var counts = new int[centroids.Length / dimensions];
        var last = new int[counts.Length]; // a member of each cell
        Array.Clear(centroids);
        for (var v = 0; v < nearest.Length; v++)
        {
            counts[nearest[v]]++;
            last[nearest[v]] = v;
            var vector = Row(sample, v, dimensions);
            var centroid = Row(centroids, nearest[v], dimensions);
            for (var i = 0; i < dimensions; i++)
                centroid[i] += vector[i];
        }

        for (var c = 0; c < counts.Length; c++)
        {
            var centroid = Row(centroids, c, dimensions);
            for (var i = 0; counts[c] > 0 && i < dimensions; i++)
                centroid[i] /= counts[c];
        }

        for (var c = 0; c < counts.Length; c++)
        {
            if (counts[c] > 0)
                continue;
            var largest = Array.IndexOf(counts, counts.Max());
            if (counts[largest] < 2)
                return; // as many cells as different vectors; an empty one does no harm
            Row(sample, last[largest], dimensions).CopyTo(Row(centroids, c, dimensions));
            (counts[c], counts[largest]) = (counts[largest] / 2, counts[largest] - counts[largest] / 2);
            last[c] = last[largest];
        }
    }

    private static Span<float> Row(float[] rows, int row, int dimensions) => rows.AsSpan(row * dimensions, dimensions);
}
