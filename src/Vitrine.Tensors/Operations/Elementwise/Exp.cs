using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>eˣ, element by element. Gradient: y.</summary>
    public static Tensor Exp(this Tensor x) => Elementwise.Apply<ExpFunction>(x);

    internal readonly struct ExpFunction : IElementwise
    {
        public static string Name => "Exp";

        public static void Apply(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Exp(x, y);

        public static void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> g) => TensorPrimitives.Multiply(g, y, g);
    }
}
