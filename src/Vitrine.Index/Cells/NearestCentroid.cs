using System.Runtime.CompilerServices;

namespace Vitrine.Index;

/// <summary>Which of many centroids is the nearest to a vector: that of the largest ⟨x, c⟩ − ‖c‖² / 2. Equal ones: the first.</summary>
internal sealed unsafe class NearestCentroid
{
    // Vectors that share a pass over the centroids: 16 of 256 dimensions stay in the first-level cache.
    private const int Tile = 16;

    private readonly float[] centroids;
    private readonly float[] halfSquares;
    private readonly int dimensions;
    private readonly DotKernel kernel;

    /// <param name="centroids">Row by row; a multiple of <see cref="DotKernel.Step"/> dimensions.</param>
    /// <param name="dimensions">Their dimensions.</param>
    /// <param name="level">Kernels to use.</param>
    public NearestCentroid(float[] centroids, int dimensions, SimdLevel level)
    {
        (this.centroids, this.dimensions, kernel) = (centroids, dimensions, DotKernel.For(level));
        halfSquares = new float[centroids.Length / dimensions];
        fixed (float* first = centroids)
        {
            for (var c = 0; c < halfSquares.Length; c++)
                halfSquares[c] = kernel.Single(first + (long)c * dimensions, first + (long)c * dimensions, dimensions) / 2;
        }
    }

    /// <summary>Finds the nearest centroid of each vector.</summary>
    /// <param name="vectors">Row by row.</param>
    /// <param name="cells">A place for each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    public void Find(ReadOnlySpan<float> vectors, Span<int> cells)
    {
        var best = stackalloc float[Tile];
        fixed (float* first = vectors, centroid = centroids)
        {
            for (var start = 0; start < cells.Length; start += Tile)
            {
                var count = Math.Min(Tile, cells.Length - start);
                for (var v = 0; v < count; v++)
                    best[v] = float.NegativeInfinity;
                for (var c = 0; c < halfSquares.Length; c++)
                {
                    for (var v = 0; v < count; v++)
                    {
                        var score = kernel.Single(centroid + (long)c * dimensions, first + (long)(start + v) * dimensions, dimensions) - halfSquares[c];
                        if (score > best[v])
                            (best[v], cells[start + v]) = (score, c);
                    }
                }
            }
        }
    }
}
