using System.Text;
using Vitrine.Platform;
using Vitrine.Tensors;

namespace Vitrine.Models.Encoders.Published;

/// <summary>
/// Weights by a rule instead of a file: timings and comparisons with other implementations need a network of full size but not what it learned.
/// The rule is repeated in <c>tests/oracle/seeded.py</c>: element i of a tensor is uniform in [−1, 1), made by SplitMix64 from the tensor's name and i;
/// times √(3 / fan-in) for matrices, √(6 / fan-in) for filters (a ReLU follows) and 0.1 for all else; 1 is added to what scales (one-dimensional
/// <c>weight</c>, <c>running_var</c>). So activations keep their size through any depth.
/// </summary>
internal sealed class SeededWeights : IWeightSource
{
    public Shape? ShapeOf(string name) => null;

    public Tensor Take(string name, Shape shape)
    {
        var tensor = Tensor.Empty(shape);
        Fill(name, Scale(shape), Offset(name, shape), tensor.Data);
        return tensor;
    }

    /// <summary>Uniform numbers in ±<paramref name="scale"/> around <paramref name="offset"/>.</summary>
    public static void Fill(string name, float scale, float offset, Span<float> values)
    {
        var state = Hash(name);
        for (var i = 0; i < values.Length; i++)
        {
            // The upper 24 bits fit a float exactly.
            values[i] = ((SplitMix64.Next(ref state) >> 40) / 8388608f - 1) * scale + offset;
        }
    }

    private static float Scale(Shape shape) => shape.Rank < 2 ? 0.1f : MathF.Sqrt((shape.Rank == 2 ? 3f : 6f) / shape.Product(1, shape.Rank));

    private static float Offset(string name, Shape shape) =>
        name.EndsWith("running_var", StringComparison.Ordinal) || (shape.Rank == 1 && name.EndsWith(".weight", StringComparison.Ordinal)) ? 1 : 0;

    /// <summary>FNV-1a of 64 bits.</summary>
    private static ulong Hash(string name)
    {
        var hash = 14695981039346656037;
        foreach (var value in Encoding.UTF8.GetBytes(name))
            hash = (hash ^ value) * 1099511628211;
        return hash;
    }
}
