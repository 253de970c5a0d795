using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>x², element by element. Gradient: 2x.</summary>
    public static Tensor Square(this Tensor x) => Elementwise.Apply<SquareFunction>(x);

    internal readonly struct SquareFunction : IElementwise
    {
        public static string Name => "Square";

        public static void Apply(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Multiply(x, x, y);

        public static void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> g)
        {
            TensorPrimitives.Multiply(g, x, g);
            TensorPrimitives.Add(g, g, g);
        }
    }
}
