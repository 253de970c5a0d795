using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// One head of one sequence. With p the probabilities, g the gradient of y and d = g·y for each query:
/// ∂v = pᵀ·g, ∂s = scale·p∘(g·vᵀ − d), ∂q = ∂s·k, ∂k = ∂sᵀ·q.
/// </summary>
internal readonly unsafe struct AttentionBackward<TSimd, TVector>(AttentionShape shape, AttentionTensors tensors, int[]? lengths) : IBlockJob
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public void Run(int block)
    {
        var (sequence, head) = (block / shape.Heads, block % shape.Heads);
        var keys = lengths is null ? shape.Keys : lengths[sequence];
        var keyOffset = shape.KeyOffset(sequence, head);
        if (tensors.ForK != null && !tensors.AddsToK)
            Clear(tensors.ForK + keyOffset);
        if (tensors.ForV != null && !tensors.AddsToV)
            Clear(tensors.ForV + keyOffset);

        var stride = ScoreBlock.Stride(shape.Keys);
        var limit = ScoreBlock.Rows(shape.Queries, shape.Keys);
        var probabilities = Scratch.GetOuter(2 * (nint)limit * stride);
        var gradients = probabilities + (nint)limit * stride;
        var (features, row) = (shape.Features, shape.RowStride);
        var k = tensors.K + keyOffset;
        for (var first = 0; first < shape.Queries; first += limit)
        {
            var rows = Math.Min(limit, shape.Queries - first);
            var seen = shape.Visible(first + rows - 1, keys);
            var offset = shape.QueryOffset(sequence, head) + (nint)first * row;
            var (q, g) = ((nint)(tensors.Q + offset), (nint)(tensors.Gradient + offset));
            Gemm.Multiply(false, true, rows, seen, features, (float*)q, row, k, row, 0, probabilities, stride, alpha: shape.Scale);
            for (var i = 0; i < rows; i++)
            {
                var logSum = tensors.LogSums[(nint)block * shape.Queries + first + i];
                ScoreBlock.Probabilities<TSimd, TVector>(probabilities + (nint)i * stride, shape.Visible(first + i, keys), seen, logSum);
            }

            if (tensors.ForV != null)
                Gemm.Multiply(true, false, seen, features, rows, probabilities, stride, (float*)g, row, 1, tensors.ForV + keyOffset, row);
            if (tensors.ForQ == null && tensors.ForK == null)
                continue;

            Gemm.Multiply(false, true, rows, seen, features, (float*)g, row, tensors.V + keyOffset, row, 0, gradients, stride);
            for (var i = 0; i < rows; i++)
            {
                var mean = ScoreBlock.Dot<TSimd, TVector>((float*)g + (nint)i * row, tensors.Y + offset + (nint)i * row, features);
                ScoreBlock.ScoreGradients<TSimd, TVector>(
                    probabilities + (nint)i * stride, gradients + (nint)i * stride, seen, mean, shape.Scale);
            }

            if (tensors.ForQ != null)
                Gemm.Multiply(false, false, rows, features, seen, gradients, stride, k, row, tensors.AddsToQ ? 1 : 0, tensors.ForQ + offset, row);
            if (tensors.ForK != null)
                Gemm.Multiply(true, false, seen, features, rows, gradients, stride, (float*)q, row, 1, tensors.ForK + keyOffset, row);
        }
    }

    private void Clear(float* rows)
    {
        for (var i = 0; i < shape.Keys; i++)
            new Span<float>(rows + (nint)i * shape.RowStride, shape.Features).Clear();
    }
}
