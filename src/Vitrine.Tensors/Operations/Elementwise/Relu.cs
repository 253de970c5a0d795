using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>max(0, x), element by element. Gradient: 1 where x &gt; 0, else 0 (also at 0).</summary>
    public static Tensor Relu(this Tensor x) => Elementwise.Apply<ReluFunction>(x);

    internal readonly struct ReluFunction : IElementwise
    {
        public static string Name => "Relu";

        public static void Apply(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Max(x, 0f, y);

        public static void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> g)
        {
            for (var i = 0; i < g.Length; i++)
                g[i] = y[i] > 0 ? g[i] : 0;
        }
    }
}
