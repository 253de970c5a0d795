using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>eˣ / Σeˣ along the last axis, shifted by the row's maximum so that nothing overflows.</summary>
    /// <param name="x">[…, n].</param>
    /// <param name="mask">
    /// Null, or a tensor that broadcasts to the shape of <paramref name="x"/>: elements where it is 0 get probability 0. A row that is masked
    /// altogether gets zeros, not NaN.
    /// </param>
    /// <returns>The shape of <paramref name="x"/>. Gradient: y(g − Σgy).</returns>
    public static Tensor Softmax(this Tensor x, Tensor? mask = null)
    {
        var result = Tensor.Result(x.Shape, x);
        var n = LastExtent(x, "Softmax");
        var rows = x.Length / Math.Max(n, 1);
        WorkRange.Rows(rows, n * 4L, new SoftmaxJob(x.Pointer, result.Pointer, n, false, MaskRows.Of(x.Shape, mask)));
        if (result.RequiresGradient)
        {
            result.OnBackward("Softmax", gradient =>
            {
                WorkRange.Rows(rows, n * 2L, new SoftmaxBackwardJob(result.Pointer, gradient.Pointer, n));
                x.ReceiveGradient(gradient, mayAdopt: true);
            });
        }

        return result;
    }

    /// <summary>x − log Σeˣ along the last axis; see <see cref="Softmax"/>. Masked elements get −∞ and pass no gradient.</summary>
    /// <returns>The shape of <paramref name="x"/>. Gradient: g − eʸΣg.</returns>
    public static Tensor LogSoftmax(this Tensor x, Tensor? mask = null)
    {
        var result = Tensor.Result(x.Shape, x);
        var n = LastExtent(x, "LogSoftmax");
        var rows = x.Length / Math.Max(n, 1);
        WorkRange.Rows(rows, n * 4L, new SoftmaxJob(x.Pointer, result.Pointer, n, true, MaskRows.Of(x.Shape, mask)));
        if (result.RequiresGradient)
        {
            result.OnBackward("LogSoftmax", gradient =>
            {
                WorkRange.Rows(rows, n * 3L, new LogSoftmaxBackwardJob(result.Pointer, gradient.Pointer, n));
                x.ReceiveGradient(gradient, mayAdopt: true);
            });
        }

        return result;
    }

    internal static int LastExtent(Tensor x, string operation) =>
        x.Rank > 0 ? x.Shape[-1] : throw new ArgumentException($"{operation} works along the last axis, but the tensor is a single number.");

    private readonly struct SoftmaxJob(float* x, float* y, int n, bool logarithm, MaskRows mask) : IRangeJob
    {
        public void Run(int start, int count)
        {
            for (var r = start; r < start + count; r++)
            {
                var source = new ReadOnlySpan<float>(x + (long)r * n, n);
                var row = new Span<float>(y + (long)r * n, n);
                source.CopyTo(row);
                mask.Apply(r, row);
                var max = n == 0 ? 0 : TensorPrimitives.Max<float>(row);
                if (float.IsNegativeInfinity(max)) // all masked
                {
                    row.Fill(logarithm ? float.NegativeInfinity : 0);
                    continue;
                }

                TensorPrimitives.Subtract(row, max, row);
                if (logarithm)
                {
                    TensorPrimitives.Subtract(row, (float)SoftmaxRow.LogSumExp(row, default), row);
                    continue;
                }

                TensorPrimitives.Exp(row, row);
                TensorPrimitives.Multiply(row, 1 / TensorPrimitives.Sum<float>(row), row);
            }
        }
    }

    private readonly struct SoftmaxBackwardJob(float* y, float* g, int n) : IRangeJob
    {
        public void Run(int start, int count)
        {
            for (var r = start; r < start + count; r++)
            {
                var probabilities = new ReadOnlySpan<float>(y + (long)r * n, n);
                var row = new Span<float>(g + (long)r * n, n);
                TensorPrimitives.Subtract(row, TensorPrimitives.Dot(row, probabilities), row);
                TensorPrimitives.Multiply(row, probabilities, row);
            }
        }
    }

    private readonly struct LogSoftmaxBackwardJob(float* y, float* g, int n) : IRangeJob
    {
        public void Run(int start, int count)
        {
            for (var r = start; r < start + count; r++)
            {
                var logs = y + (long)r * n;
                var row = new Span<float>(g + (long)r * n, n);
                var sum = 0f;
                for (var i = 0; i < n; i++) // what reaches a masked element goes nowhere
                    sum += float.IsNegativeInfinity(logs[i]) ? row[i] = 0 : row[i];
                for (var i = 0; i < n; i++)
                    row[i] -= MathF.Exp(logs[i]) * sum;
            }
        }
    }
}
