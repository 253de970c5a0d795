using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// The mean of the k largest elements along the last axis; k = 1 is the maximum. Where the mask leaves fewer than k, all that are left;
    /// where it leaves none, 0. Gradient: 1/k to each element taken (the first of equal ones).
    /// </summary>
    /// <param name="x">[…, n].</param>
    /// <param name="k">How many, at least 1.</param>
    /// <param name="mask">Broadcasts onto x, 0 for elements that do not count; or null.</param>
    /// <returns>[…].</returns>
    public static Tensor TopKMean(this Tensor x, int k, Tensor? mask = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (x.Rank == 0)
            throw new ArgumentException("TopKMean needs an axis to choose along; the tensor is a scalar.", nameof(x));
        var width = x.Shape[-1];
        k = Math.Min(k, Math.Max(width, 1));
        var result = Tensor.Result(new Shape(x.Shape.ToArray().AsSpan(0, x.Rank - 1)), x);
        var chosen = new int[result.Length * k]; // −1: fewer than k were left
        WorkRange.Rows(result.Length, width * 2L, new SelectJob(x.Pointer, width, k, MaskRows.Of(x.Shape, mask), result.Pointer, chosen));
        if (result.RequiresGradient)
        {
            result.OnBackward("TopKMean", gradient =>
            {
                var target = ClearedGradient(x).Pointer;
                for (var row = 0; row < result.Length; row++)
                {
                    var taken = chosen.AsSpan(row * k, k);
                    var count = taken.IndexOf(-1) is var end and >= 0 ? end : k;
                    for (var i = 0; i < count; i++)
                        target[(long)row * width + taken[i]] += gradient.Pointer[row] / count;
                }
            });
        }

        return result;
    }

    private readonly struct SelectJob(float* x, int width, int k, MaskRows mask, float* y, int[] chosen) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var values = width <= 1024 ? stackalloc float[width] : new float[width];
            for (var row = start; row < start + count; row++)
            {
                new ReadOnlySpan<float>(x + (long)row * width, width).CopyTo(values);
                mask.Apply(row, values);
                var taken = chosen.AsSpan(row * k, k);
                taken.Fill(-1);
                var (sum, found) = (0.0, 0);
                for (; found < k; found++)
                {
                    var best = -1;
                    for (var i = 0; i < width; i++)
                    {
                        if (!float.IsNegativeInfinity(values[i]) && (best < 0 || values[i] > values[best]))
                            best = i;
                    }

                    if (best < 0)
                        break;
                    taken[found] = best;
                    sum += values[best];
                    values[best] = float.NegativeInfinity;
                }

                y[row] = found == 0 ? 0 : (float)(sum / found);
            }
        }
    }
}
