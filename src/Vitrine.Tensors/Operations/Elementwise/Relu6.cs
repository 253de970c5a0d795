using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>min(max(0, x), 6), element by element, as MobileNets have it. Gradient: 1 where 0 &lt; x &lt; 6, else 0.</summary>
    public static Tensor Relu6(this Tensor x) => Elementwise.Apply<Relu6Function>(x);

    internal readonly struct Relu6Function : IElementwise
    {
        public static string Name => "Relu6";

        public static void Apply(ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Clamp(x, 0f, 6f, y);

        public static void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> g)
        {
            for (var i = 0; i < g.Length; i++)
                g[i] = y[i] is > 0 and < 6 ? g[i] : 0;
        }
    }
}
