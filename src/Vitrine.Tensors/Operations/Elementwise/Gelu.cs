using System.Numerics;
using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>GELU, x·Φ(x) with Φ(x) = ½(1 + erf(x/√2)) (Hendrycks and Gimpel, 2016). Gradient: Φ(x) + x·φ(x).</summary>
    public static Tensor Gelu(this Tensor x) => Elementwise.Apply<GeluFunction>(x);

    /// <summary>GELU's tanh form, ½x(1 + tanh(√(2/π)(x + 0.044715x³))), as GPT-2 and others use it.</summary>
    public static Tensor GeluTanh(this Tensor x) => Elementwise.Apply<GeluTanhFunction>(x);

    /// <summary>x·sigmoid(1.702x), the form that CLIP was trained with.</summary>
    public static Tensor QuickGelu(this Tensor x) => Elementwise.Apply<QuickGeluFunction>(x);

    internal readonly struct GeluFunction : IElementwise
    {
        private const int Chunk = 256;
        private const float InverseRoot2 = 0.70710678f;
        private const float InverseRoot2Pi = 0.39894228f;

        public static string Name => "Gelu";

        public static void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            Span<float> scratch = stackalloc float[Chunk];
            for (var start = 0; start < x.Length; start += Chunk)
            {
                var part = x.Slice(start, Math.Min(Chunk, x.Length - start));
                var cumulative = scratch[..part.Length];
                Cumulative(part, cumulative);
                TensorPrimitives.Multiply(part, cumulative, y.Slice(start, part.Length));
            }
        }

        public static void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> g)
        {
            Span<float> slopes = stackalloc float[Chunk];
            Span<float> densities = stackalloc float[Chunk];
            for (var start = 0; start < x.Length; start += Chunk)
            {
                var part = x.Slice(start, Math.Min(Chunk, x.Length - start));
                var slope = slopes[..part.Length];
                var density = densities[..part.Length];
                TensorPrimitives.Multiply(part, part, density);
                TensorPrimitives.Multiply(density, -0.5f, density);
                TensorPrimitives.Exp(density, density);
                TensorPrimitives.Multiply(density, part, density);
                Cumulative(part, slope);
                TensorPrimitives.MultiplyAdd(density, InverseRoot2Pi, slope, slope);
                var share = g.Slice(start, part.Length);
                TensorPrimitives.Multiply(share, slope, share);
            }
        }

        /// <summary>Φ(x).</summary>
        private static void Cumulative(ReadOnlySpan<float> x, Span<float> result)
        {
            var i = 0;
            for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
                Cumulative(new Vector<float>(x[i..])).CopyTo(result[i..]);
            if (i == x.Length)
                return;
            Span<float> padded = stackalloc float[Vector<float>.Count]; // the tail goes through the same arithmetic
            padded.Clear();
            x[i..].CopyTo(padded);
            Cumulative(new Vector<float>(padded)).CopyTo(padded);
            padded[..(x.Length - i)].CopyTo(result[i..]);
        }

        // erf as z·P(z²)/Q(z²) on [−4, 4], beyond which it is ±1 in float32; minimax coefficients as Eigen and XLA use them.
        private static Vector<float> Cumulative(Vector<float> x)
        {
            var z = Vector.Min(Vector.Max(x * InverseRoot2, new Vector<float>(-4f)), new Vector<float>(4f));
            var z2 = z * z;
            var p = new Vector<float>(-2.72614225801306e-10f);
            p = Vector.FusedMultiplyAdd(p, z2, new Vector<float>(2.77068142495902e-08f));
            p = Vector.FusedMultiplyAdd(p, z2, new Vector<float>(-2.10102402082508e-06f));
            p = Vector.FusedMultiplyAdd(p, z2, new Vector<float>(-5.69250639462346e-05f));
            p = Vector.FusedMultiplyAdd(p, z2, new Vector<float>(-7.34990630326855e-04f));
            p = Vector.FusedMultiplyAdd(p, z2, new Vector<float>(-2.95459980854025e-03f));
            p = Vector.FusedMultiplyAdd(p, z2, new Vector<float>(-1.60960333262415e-02f));
            var q = new Vector<float>(-1.45660718464996e-05f);
            q = Vector.FusedMultiplyAdd(q, z2, new Vector<float>(-2.13374055278905e-04f));
            q = Vector.FusedMultiplyAdd(q, z2, new Vector<float>(-1.68282697438203e-03f));
            q = Vector.FusedMultiplyAdd(q, z2, new Vector<float>(-7.37332916720468e-03f));
            q = Vector.FusedMultiplyAdd(q, z2, new Vector<float>(-1.42647390514189e-02f));
            return Vector.FusedMultiplyAdd(z * p / q, new Vector<float>(0.5f), new Vector<float>(0.5f));
        }
    }

    internal readonly struct GeluTanhFunction : IElementwise
    {
        private const int Chunk = 256;
        private const float Root2OverPi = 0.7978845608f;
        private const float Cubic = 0.044715f;

        public static string Name => "GeluTanh";

        public static void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            Span<float> scratch = stackalloc float[Chunk];
            for (var start = 0; start < x.Length; start += Chunk)
            {
                var part = x.Slice(start, Math.Min(Chunk, x.Length - start));
                var t = scratch[..part.Length];
                TanhOf(part, t);
                TensorPrimitives.Add(t, 1f, t);
                TensorPrimitives.Multiply(t, 0.5f, t);
                TensorPrimitives.Multiply(part, t, y.Slice(start, part.Length));
            }
        }

        public static void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> g)
        {
            Span<float> scratch = stackalloc float[Chunk];
            for (var start = 0; start < x.Length; start += Chunk)
            {
                var part = x.Slice(start, Math.Min(Chunk, x.Length - start));
                var t = scratch[..part.Length];
                TanhOf(part, t);
                var share = g.Slice(start, part.Length);
                for (var i = 0; i < part.Length; i++)
                {
                    var inner = Root2OverPi * (1 + 3 * Cubic * part[i] * part[i]);
                    share[i] *= 0.5f * (1 + t[i]) + 0.5f * part[i] * (1 - t[i] * t[i]) * inner;
                }
            }
        }

        private static void TanhOf(ReadOnlySpan<float> x, Span<float> t)
        {
            TensorPrimitives.Multiply(x, x, t);
            TensorPrimitives.Multiply(t, Root2OverPi * Cubic, t);
            TensorPrimitives.Add(t, Root2OverPi, t);
            TensorPrimitives.Multiply(t, x, t);
            TensorPrimitives.Tanh(t, t);
        }
    }

    internal readonly struct QuickGeluFunction : IElementwise
    {
        private const int Chunk = 256;
        private const float Slope = 1.702f;

        public static string Name => "QuickGelu";

        public static void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            Span<float> scratch = stackalloc float[Chunk];
            for (var start = 0; start < x.Length; start += Chunk)
            {
                var part = x.Slice(start, Math.Min(Chunk, x.Length - start));
                var gate = scratch[..part.Length];
                TensorPrimitives.Multiply(part, Slope, gate);
                TensorPrimitives.Sigmoid(gate, gate);
                TensorPrimitives.Multiply(part, gate, y.Slice(start, part.Length));
            }
        }

        public static void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> g)
        {
            Span<float> scratch = stackalloc float[Chunk];
            for (var start = 0; start < x.Length; start += Chunk)
            {
                var part = x.Slice(start, Math.Min(Chunk, x.Length - start));
                var gate = scratch[..part.Length];
                TensorPrimitives.Multiply(part, Slope, gate);
                TensorPrimitives.Sigmoid(gate, gate);
                var share = g.Slice(start, part.Length);
                for (var i = 0; i < part.Length; i++)
                    share[i] *= gate[i] * (1 + Slope * part[i] * (1 - gate[i]));
            }
        }
    }
}
