using System.Numerics.Tensors;

namespace Vitrine.Tensors;

/// <summary>The normaliser that softmax and the losses over classes share.</summary>
internal static class SoftmaxRow
{
    /// <summary>log Σeˣ of a row; leaves softmax(x) in <paramref name="probabilities"/> unless that is empty.</summary>
    public static double LogSumExp(ReadOnlySpan<float> x, Span<float> probabilities)
    {
        if (x.IsEmpty)
            return double.NegativeInfinity;
        var max = TensorPrimitives.Max(x);
        if (float.IsNegativeInfinity(max)) // nothing has a probability
        {
            probabilities.Clear();
            return max;
        }

        const int Chunk = 256;
        Span<float> scratch = stackalloc float[Chunk];
        var sum = 0.0;
        for (var start = 0; start < x.Length; start += Chunk)
        {
            var count = Math.Min(Chunk, x.Length - start);
            var part = probabilities.IsEmpty ? scratch[..count] : probabilities.Slice(start, count);
            TensorPrimitives.Subtract(x.Slice(start, count), max, part);
            TensorPrimitives.Exp(part, part);
            sum += TensorPrimitives.Sum<float>(part);
        }

        if (!probabilities.IsEmpty)
            TensorPrimitives.Multiply(probabilities, (float)(1 / sum), probabilities);
        return max + Math.Log(sum);
    }
}
