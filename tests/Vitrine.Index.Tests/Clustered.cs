namespace Vitrine.Index.Tests;

/// <summary>Unit vectors as catalogues have them: clusters in a subspace of 32 dimensions.</summary>
internal sealed class Clustered(Random random, int dimensions, int clusters, float noise = 0.5f)
{
    private const int Intrinsic = 32;

    private readonly float[] basis = Gaussian(random, Intrinsic * dimensions);
    private readonly float[] centres = Gaussian(random, Intrinsic * clusters);

    /// <summary>Some vectors, row by row.</summary>
    public float[] Draw(int count)
    {
        var vectors = new float[count * dimensions];
        for (var row = 0; row < count; row++)
            Draw(vectors.AsSpan(row * dimensions, dimensions));
        return vectors;
    }

    public static float[] Gaussian(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];

    private void Draw(Span<float> vector)
    {
        var cluster = random.Next(clusters);
        var steps = Gaussian(random, Intrinsic);
        for (var j = 0; j < Intrinsic; j++)
        {
            var along = centres[cluster * Intrinsic + j] + noise * steps[j];
            for (var i = 0; i < dimensions; i++)
                vector[i] += along * basis[j * dimensions + i];
        }

        double squares = 0;
        foreach (var number in vector)
            squares += (double)number * number;
        for (var i = 0; i < dimensions; i++)
            vector[i] = (float)(vector[i] / Math.Sqrt(squares));
    }
}
