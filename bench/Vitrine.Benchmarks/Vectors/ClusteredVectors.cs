using System.Numerics.Tensors;

namespace Vitrine.Benchmarks.Vectors;

/// <summary>
/// Unit vectors as encoders make them of a catalogue: clusters of two hundred items in a subspace of 32 dimensions, half as far from their centre along each
/// of these as the centres are from the origin. Seed 7.
/// </summary>
public sealed class ClusteredVectors
{
    private const int Intrinsic = 32;
    private const int ItemsPerCluster = 200;
    private const float Noise = 0.5f;

    private readonly Random random = new(7);
    private readonly float[] basis;
    private readonly float[] centres;

    /// <param name="items">Items that the clusters are for.</param>
    /// <param name="dimensions">Of a vector.</param>
    public ClusteredVectors(int items, int dimensions)
    {
        basis = Gaussian(Intrinsic * dimensions);
        centres = Gaussian(Intrinsic * Math.Max(1, items / ItemsPerCluster));
    }

    /// <summary>The next vector.</summary>
    public void Next(Span<float> vector)
    {
        var cluster = random.Next(centres.Length / Intrinsic);
        vector.Clear();
        for (var j = 0; j < Intrinsic; j++)
            TensorPrimitives.MultiplyAdd(basis.AsSpan(j * vector.Length, vector.Length), centres[cluster * Intrinsic + j] + Noise * Gaussian(), vector, vector);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
    }

    private float[] Gaussian(int count) => [.. Enumerable.Range(0, count).Select(_ => Gaussian())];

    // Box and Muller, 1958.
    private float Gaussian() => MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
}
