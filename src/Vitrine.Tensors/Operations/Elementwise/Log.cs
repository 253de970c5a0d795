using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>Natural logarithm, element by element; −∞ at 0, NaN below. Gradient: 1 / x.</summary>
    public static Tensor Log(this Tensor x) => Elementwise.Apply<LogFunction>(x);

    internal readonly struct LogFunction : IElementwise
    {
        public static string Name => "Log";

        public static void Apply(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Log(x, y);

        public static void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> g) => TensorPrimitives.Divide(g, x, g);
    }
}
