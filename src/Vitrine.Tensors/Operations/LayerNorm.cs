using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>(x − mean) / √(variance + ε)·γ + β along the last axis (Ba, Kiros and Hinton, 2016).</summary>
    /// <param name="x">[…, n].</param>
    /// <param name="weight">γ [n].</param>
    /// <param name="bias">β [n].</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <returns>
    /// The shape of <paramref name="x"/>. With x̂ the normalised row and δ = g·γ: ∂x = (δ − mean(δ) − x̂·mean(δ·x̂)) / √(variance + ε), ∂γ = Σg·x̂, ∂β = Σg.
    /// </returns>
    public static Tensor LayerNorm(this Tensor x, Tensor weight, Tensor bias, float epsilon = 1e-5f)
    {
        var n = LastExtent(x, "LayerNorm");
        if (weight.Shape != new Shape(n) || bias.Shape != new Shape(n))
            throw new ArgumentException($"LayerNorm of {x.Shape} takes a weight and a bias [{n}]; the shapes are {weight.Shape} and {bias.Shape}.");
        var rows = x.Length / Math.Max(n, 1);
        var result = Tensor.Result(x.Shape, x, weight, bias);
        var statistics = Tensor.Empty([rows, 2]); // mean and 1/√(variance + ε)
        WorkRange.Rows(rows, n * 3L, new LayerNormJob(x.Pointer, weight.Pointer, bias.Pointer, result.Pointer, statistics.Pointer, n, epsilon));
        if (result.RequiresGradient)
        {
            result.OnBackward("LayerNorm", gradient =>
            {
                if (weight.RequiresGradient || bias.RequiresGradient)
                {
                    var forWeight = weight.RequiresGradient ? ClearedGradient(weight).Pointer : null;
                    var forBias = bias.RequiresGradient ? ClearedGradient(bias).Pointer : null;
                    WorkRange.Columns(n, rows, new LayerNormWeightJob(x.Pointer, gradient.Pointer, statistics.Pointer, rows, n, forWeight, forBias));
                }

                if (x.RequiresGradient)
                {
                    WorkRange.Rows(rows, n * 4L, new LayerNormInputJob(x.Pointer, weight.Pointer, gradient.Pointer, statistics.Pointer, n));
                    x.ReceiveGradient(gradient, mayAdopt: true);
                }
            });
        }

        return result;
    }

    private readonly struct LayerNormJob(float* x, float* weight, float* bias, float* y, float* statistics, int n, float epsilon) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var gamma = new ReadOnlySpan<float>(weight, n);
            var beta = new ReadOnlySpan<float>(bias, n);
            for (var r = start; r < start + count; r++)
            {
                var source = new ReadOnlySpan<float>(x + (long)r * n, n);
                var row = new Span<float>(y + (long)r * n, n);
                var mean = TensorPrimitives.Sum(source) / n;
                TensorPrimitives.Subtract(source, mean, row);
                var inverse = 1 / MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(row) / n + epsilon);
                (statistics[2 * r], statistics[2 * r + 1]) = (mean, inverse);
                TensorPrimitives.Multiply(row, inverse, row);
                TensorPrimitives.MultiplyAdd(row, gamma, beta, row);
            }
        }
    }

    private readonly struct LayerNormInputJob(float* x, float* weight, float* g, float* statistics, int n) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var gamma = new ReadOnlySpan<float>(weight, n);
            for (var r = start; r < start + count; r++)
            {
                var source = new ReadOnlySpan<float>(x + (long)r * n, n);
                var row = new Span<float>(g + (long)r * n, n);
                var (mean, inverse) = (statistics[2 * r], statistics[2 * r + 1]);
                TensorPrimitives.Multiply(row, gamma, row);

                // x̂ = (x − mean)·inverse is not stored: ⟨δ, x̂⟩ and x̂·c are found from x.
                var sum = TensorPrimitives.Sum<float>(row);
                var dot = (TensorPrimitives.Dot(row, source) - mean * sum) * inverse;
                var slope = -dot * inverse / n;
                TensorPrimitives.MultiplyAdd(source, slope, row, row);
                TensorPrimitives.Subtract(row, sum / n + slope * mean, row);
                TensorPrimitives.Multiply(row, inverse, row);
            }
        }
    }

    private readonly struct LayerNormWeightJob(float* x, float* g, float* statistics, int rows, int n, float* weight, float* bias) : IRangeJob
    {
        private const int Chunk = 256;

        public void Run(int start, int count)
        {
            Span<float> scratch = stackalloc float[Chunk];
            for (var r = 0; r < rows; r++)
            {
                var source = x + (long)r * n;
                var share = g + (long)r * n;
                var (mean, inverse) = (statistics[2 * r], statistics[2 * r + 1]);
                if (bias != null)
                {
                    var sums = new Span<float>(bias + start, count);
                    TensorPrimitives.Add(sums, new ReadOnlySpan<float>(share + start, count), sums);
                }

                if (weight == null)
                    continue;
                for (var i = start; i < start + count; i += Chunk)
                {
                    var part = scratch[..Math.Min(Chunk, start + count - i)];
                    var sums = new Span<float>(weight + i, part.Length);
                    TensorPrimitives.Subtract(new ReadOnlySpan<float>(source + i, part.Length), mean, part);
                    TensorPrimitives.Multiply(part, inverse, part);
                    TensorPrimitives.MultiplyAdd(part, new ReadOnlySpan<float>(share + i, part.Length), sums, sums);
                }
            }
        }
    }
}
