using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>Rows of length 1: x / max(‖x‖₂, ε) along the last axis.</summary>
    /// <param name="x">[…, n].</param>
    /// <param name="epsilon">The least length to divide by, so that a row of zeros stays one.</param>
    /// <returns>The shape of <paramref name="x"/>. Gradient: (g − y·⟨g, y⟩) / ‖x‖, and g / ε for a row shorter than ε.</returns>
    public static Tensor L2Normalise(this Tensor x, float epsilon = 1e-12f)
    {
        var n = LastExtent(x, "L2Normalise");
        var rows = x.Length / Math.Max(n, 1);
        var result = Tensor.Result(x.Shape, x);
        var lengths = Tensor.Empty([rows]);
        WorkRange.Rows(rows, n * 2L, new NormaliseJob(x.Pointer, result.Pointer, lengths.Pointer, n, epsilon));
        if (result.RequiresGradient)
        {
            result.OnBackward("L2Normalise", gradient =>
            {
                WorkRange.Rows(rows, n * 2L, new NormaliseBackwardJob(result.Pointer, lengths.Pointer, gradient.Pointer, n, epsilon));
                x.ReceiveGradient(gradient, mayAdopt: true);
            });
        }

        return result;
    }

    private readonly struct NormaliseJob(float* x, float* y, float* lengths, int n, float epsilon) : IRangeJob
    {
        public void Run(int start, int count)
        {
            for (var r = start; r < start + count; r++)
            {
                var row = new ReadOnlySpan<float>(x + (long)r * n, n);
                lengths[r] = MathF.Max(MathF.Sqrt(TensorPrimitives.SumOfSquares(row)), epsilon);
                TensorPrimitives.Divide(row, lengths[r], new Span<float>(y + (long)r * n, n));
            }
        }
    }

    private readonly struct NormaliseBackwardJob(float* y, float* lengths, float* g, int n, float epsilon) : IRangeJob
    {
        public void Run(int start, int count)
        {
            for (var r = start; r < start + count; r++)
            {
                var direction = new ReadOnlySpan<float>(y + (long)r * n, n);
                var row = new Span<float>(g + (long)r * n, n);
                if (lengths[r] > epsilon)
                    TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot(row, direction), row, row);
                TensorPrimitives.Divide(row, lengths[r], row);
            }
        }
    }
}
