using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>Square root, element by element; NaN below 0. Gradient: 1 / (2y), infinite at 0.</summary>
    public static Tensor Sqrt(this Tensor x) => Elementwise.Apply<SqrtFunction>(x);

    internal readonly struct SqrtFunction : IElementwise
    {
        public static string Name => "Sqrt";

        public static void Apply(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Sqrt(x, y);

        public static void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> g)
        {
            TensorPrimitives.Divide(g, y, g);
            TensorPrimitives.Multiply(g, 0.5f, g);
        }
    }
}
