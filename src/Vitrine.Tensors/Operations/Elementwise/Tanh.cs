using System.Numerics;
using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>Hyperbolic tangent, element by element. Gradient: 1 − y².</summary>
    public static Tensor Tanh(this Tensor x) => Elementwise.Apply<TanhFunction>(x);

    internal readonly struct TanhFunction : IElementwise
    {
        public static string Name => "Tanh";

        public static void Apply(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Tanh(x, y);

        public static void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> g)
        {
            var i = 0;
            for (; i <= g.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var value = new Vector<float>(y[i..]);
                ((Vector<float>.One - value * value) * new Vector<float>(g[i..])).CopyTo(g[i..]);
            }

            for (; i < g.Length; i++)
                g[i] *= 1 - y[i] * y[i];
        }
    }
}
