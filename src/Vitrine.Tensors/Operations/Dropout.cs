using Vitrine.Platform;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// Sets elements to 0 with the given probability and multiplies the others by 1 / (1 − probability) (Srivastava et al., 2014). Which ones
    /// follows from one number drawn from <paramref name="random"/> and the element's position alone, so the mask is not stored: the
    /// backward pass makes it again.
    /// </summary>
    /// <param name="x">Any shape.</param>
    /// <param name="probability">From 0 to below 1, in steps of 2⁻¹⁶.</param>
    /// <param name="random">Where the number comes from.</param>
    public static Tensor Dropout(this Tensor x, float probability, RandomSource random)
    {
        if (probability is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Dropout needs a probability from 0 to below 1.");
        if (probability == 0)
            return x;
        var seed = random.NextBits();
        var result = Tensor.Result(x.Shape, x);
        WorkRange.Elements(x.Length, new DropoutJob(x.Pointer, result.Pointer, seed, probability));
        if (result.RequiresGradient)
        {
            result.OnBackward("Dropout", gradient =>
            {
                WorkRange.Elements(x.Length, new DropoutJob(gradient.Pointer, gradient.Pointer, seed, probability));
                x.ReceiveGradient(gradient, mayAdopt: true);
            });
        }

        return result;
    }

    private readonly struct DropoutJob(float* x, float* y, ulong seed, float probability) : IRangeJob
    {
        public void Run(int start, int count)
        {
            // SplitMix64 of the position gives 64 bits, enough for four elements; ranges begin at multiples of four.
            var limit = (uint)MathF.Round(probability * 65536);
            var scale = 1 / (1 - probability);
            for (var i = start; i < start + count; i += 4)
            {
                var bits = SplitMix64.At(seed, (ulong)(i / 4));
                for (var j = i; j < Math.Min(i + 4, start + count); j++, bits >>= 16)
                    y[j] = (uint)(bits & 0xFFFF) < limit ? 0 : x[j] * scale;
            }
        }
    }
}
