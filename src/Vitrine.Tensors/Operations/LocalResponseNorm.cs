using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// x / (k + α/n·Σx²)^β, the sum over <paramref name="size"/> = n neighbouring channels at the same place (Krizhevsky et al., 2012), as CNN-F has it.
    /// </summary>
    /// <param name="x">[batch, channels, …].</param>
    /// <param name="size">Channels in the sum, the middle one at n / 2 from its start.</param>
    /// <param name="alpha">α.</param>
    /// <param name="beta">β.</param>
    /// <param name="k">k.</param>
    /// <returns>With s the bracket: ∂x = g·s^−β − 2αβ/n·x·Σ g·x·s^(−β−1), the sum over the channels whose window holds x.</returns>
    public static Tensor LocalResponseNorm(this Tensor x, int size, float alpha = 1e-4f, float beta = 0.75f, float k = 1)
    {
        if (x.Rank < 3 || size < 1)
            throw new ArgumentException($"LocalResponseNorm takes [batch, channels, …] and a size of at least 1, not {x.Shape} and {size}.");
        var (batch, channels, inner) = Around(x.Shape, 1);
        var result = Tensor.Result(x.Shape, x);
        var brackets = Tensor.Empty(x.Shape);
        var job = new ResponseNorm(x.Pointer, brackets.Pointer, channels, inner, size, alpha, beta, k);
        WorkRange.Rows(batch, (long)channels * inner * (size + 10), new ResponseNormJob(job, result.Pointer));
        if (result.RequiresGradient)
        {
            result.OnBackward("LocalResponseNorm", gradient =>
            {
                var scratch = Tensor.Empty(x.Shape);
                WorkRange.Rows(batch, (long)channels * inner * (size + 10), new ResponseNormBackwardJob(job, gradient.Pointer, scratch.Pointer));
                x.ReceiveGradient(gradient, mayAdopt: true);
            });
        }

        return result;
    }

    private readonly record struct ResponseNorm(nint X, nint Brackets, int Channels, int Inner, int Size, float Alpha, float Beta, float K)
    {
        public ResponseNorm(float* x, float* brackets, int channels, int inner, int size, float alpha, float beta, float k)
            : this((nint)x, (nint)brackets, channels, inner, size, alpha, beta, k)
        {
        }

        public Span<float> Plane(nint tensor, int element, int channel) =>
            new((float*)tensor + ((long)element * Channels + channel) * Inner, Inner);

        /// <summary>First and one past the last channel of the window of <paramref name="channel"/>.</summary>
        public (int Start, int End) Window(int channel) =>
            (Math.Max(0, channel - Size / 2), Math.Min(Channels, channel + (Size - 1) / 2 + 1));

        /// <summary>First and one past the last channel whose window holds <paramref name="channel"/>.</summary>
        public (int Start, int End) Holders(int channel) =>
            (Math.Max(0, channel - (Size - 1) / 2), Math.Min(Channels, channel + Size / 2 + 1));
    }

    private readonly struct ResponseNormJob(ResponseNorm norm, float* y) : IRangeJob
    {
        public void Run(int start, int count)
        {
            for (var e = start; e < start + count; e++)
            {
                for (var c = 0; c < norm.Channels; c++)
                {
                    var bracket = norm.Plane(norm.Brackets, e, c);
                    bracket.Clear();
                    var (first, end) = norm.Window(c);
                    for (var other = first; other < end; other++)
                    {
                        var plane = norm.Plane(norm.X, e, other);
                        TensorPrimitives.MultiplyAdd(plane, plane, bracket, bracket);
                    }

                    TensorPrimitives.Multiply(bracket, norm.Alpha / norm.Size, bracket);
                    TensorPrimitives.Add(bracket, norm.K, bracket);
                    var result = norm.Plane((nint)y, e, c);
                    TensorPrimitives.Pow(bracket, -norm.Beta, result);
                    TensorPrimitives.Multiply(result, norm.Plane(norm.X, e, c), result);
                }
            }
        }
    }

    private readonly struct ResponseNormBackwardJob(ResponseNorm norm, float* g, float* scratch) : IRangeJob
    {
        public void Run(int start, int count)
        {
            for (var e = start; e < start + count; e++)
            {
                for (var c = 0; c < norm.Channels; c++)
                {
                    var share = norm.Plane((nint)g, e, c);
                    var bracket = norm.Plane(norm.Brackets, e, c);
                    var product = norm.Plane((nint)scratch, e, c);
                    TensorPrimitives.Pow(bracket, -norm.Beta, product);
                    TensorPrimitives.Multiply(share, product, share); // g·s^−β
                    TensorPrimitives.Divide(share, bracket, product);
                    TensorPrimitives.Multiply(product, norm.Plane(norm.X, e, c), product); // g·x·s^(−β−1)
                }

                for (var c = 0; c < norm.Channels; c++)
                {
                    var share = norm.Plane((nint)g, e, c);
                    var sum = norm.Plane(norm.Brackets, e, c); // not needed any more
                    sum.Clear();
                    var (first, end) = norm.Holders(c);
                    for (var other = first; other < end; other++)
                        TensorPrimitives.Add(sum, norm.Plane((nint)scratch, e, other), sum);
                    TensorPrimitives.Multiply(sum, norm.Plane(norm.X, e, c), sum);
                    TensorPrimitives.MultiplyAdd(sum, -2 * norm.Alpha * norm.Beta / norm.Size, share, share);
                }
            }
        }
    }
}
