using System.Numerics;
using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>1 / (1 + e⁻ˣ), element by element. Gradient: y(1 − y).</summary>
    public static Tensor Sigmoid(this Tensor x) => Elementwise.Apply<SigmoidFunction>(x);

    internal readonly struct SigmoidFunction : IElementwise
    {
        public static string Name => "Sigmoid";

        public static void Apply(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Sigmoid(x, y);

        public static void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> g)
        {
            var i = 0;
            for (; i <= g.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var value = new Vector<float>(y[i..]);
                ((value - value * value) * new Vector<float>(g[i..])).CopyTo(g[i..]);
            }

            for (; i < g.Length; i++)
                g[i] *= y[i] - y[i] * y[i];
        }
    }
}
