using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>log(1 + eˣ), element by element, without overflow: max(x, 0) + log(1 + e^−|x|). Gradient: sigmoid(x).</summary>
    public static Tensor Softplus(this Tensor x) => Elementwise.Apply<SoftplusFunction>(x);

    internal readonly struct SoftplusFunction : IElementwise
    {
        private const int Chunk = 256;

        public static string Name => "Softplus";

        public static void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            Span<float> tail = stackalloc float[Chunk];
            for (var start = 0; start < x.Length; start += Chunk)
            {
                var count = Math.Min(Chunk, x.Length - start);
                var part = x.Slice(start, count);
                var result = y.Slice(start, count);
                var log = tail[..count];
                TensorPrimitives.Abs(part, log);
                TensorPrimitives.Negate(log, log);
                TensorPrimitives.Exp(log, log);
                TensorPrimitives.LogP1(log, log);
                TensorPrimitives.Max(part, 0f, result);
                TensorPrimitives.Add(result, log, result);
            }
        }

        public static void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> g)
        {
            Span<float> slope = stackalloc float[Chunk];
            for (var start = 0; start < x.Length; start += Chunk)
            {
                var count = Math.Min(Chunk, x.Length - start);
                TensorPrimitives.Sigmoid(x.Slice(start, count), slope[..count]);
                TensorPrimitives.Multiply(g.Slice(start, count), slope[..count], g.Slice(start, count));
            }
        }
    }
}
