using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// One head of one sequence. With p the probabilities, g the gradient of y and d = g·y for each query:
/// ∂v = pᵀ·g, ∂s = scale·p∘(g·vᵀ − d), ∂q = ∂s·k, ∂k = ∂sᵀ·q.
/// </summary>
internal readonly unsafe struct AttentionBackward<TSimd, TVector>(AttentionShape shape, AttentionTensors tensors) : IBlockJob
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public void Run(int block)
    {
        var (sequence, head) = (block / shape.Heads, block % shape.Heads);
        var mask = new KeyMask(tensors.Mask, sequence, shape.Keys);
        var keyOffset = shape.KeyOffset(sequence, head);
        if (tensors.ForK != null && !tensors.AddsToK)
            Clear(tensors.ForK + keyOffset);
        if (tensors.ForV != null && !tensors.AddsToV)
            Clear(tensors.ForV + keyOffset);

        var stride = ScoreBlock.Stride(shape.Keys);
        var limit = ScoreBlock.Rows(shape.Queries, shape.Keys);
        var probabilities = Scratch.GetOuter(2 * (nint)limit * stride);
        var gradients = probabilities + (nint)limit * stride;
        var features = shape.Features;
        var (queryRow, keyRow, resultRow) = (shape.QueryLayout.RowStride, shape.KeyLayout.RowStride, shape.ResultLayout.RowStride);
        var k = tensors.K + keyOffset;
        for (var first = 0; first < shape.Queries; first += limit)
        {
            var rows = Math.Min(limit, shape.Queries - first);
            var seen = shape.Visible(first + rows - 1, mask.Count);
            var queryOffset = shape.QueryOffset(sequence, head) + (nint)first * queryRow;
            var resultOffset = shape.ResultOffset(sequence, head) + (nint)first * resultRow;
            var q = tensors.Q + queryOffset;
            var g = tensors.Gradient + resultOffset;
            Gemm.Multiply(false, true, rows, seen, features, q, queryRow, k, keyRow, 0, probabilities, stride, alpha: shape.Scale);
            for (var i = 0; i < rows; i++)
            {
                var logSum = tensors.LogSums[(nint)block * shape.Queries + first + i];
                ScoreBlock.Probabilities<TSimd, TVector>(
                    probabilities + (nint)i * stride, shape.Visible(first + i, mask.Count), seen, mask.Holes, logSum);
            }

            if (tensors.ForV != null)
                Gemm.Multiply(true, false, seen, features, rows, probabilities, stride, g, resultRow, 1, tensors.ForV + keyOffset, keyRow);
            if (tensors.ForQ == null && tensors.ForK == null)
                continue;

            Gemm.Multiply(false, true, rows, seen, features, g, resultRow, tensors.V + keyOffset, keyRow, 0, gradients, stride);
            for (var i = 0; i < rows; i++)
            {
                var mean = ScoreBlock.Dot<TSimd, TVector>(g + (nint)i * resultRow, tensors.Y + resultOffset + (nint)i * resultRow, features);
                ScoreBlock.ScoreGradients<TSimd, TVector>(
                    probabilities + (nint)i * stride, gradients + (nint)i * stride, seen, mean, shape.Scale);
            }

            if (tensors.ForQ != null)
                Gemm.Multiply(false, false, rows, features, seen, gradients, stride, k, keyRow, tensors.AddsToQ ? 1 : 0, tensors.ForQ + queryOffset, queryRow);
            if (tensors.ForK != null)
                Gemm.Multiply(true, false, seen, features, rows, gradients, stride, q, queryRow, 1, tensors.ForK + keyOffset, keyRow);
        }
    }

    private void Clear(float* rows)
    {
        for (var i = 0; i < shape.Keys; i++)
            new Span<float>(rows + (nint)i * shape.KeyLayout.RowStride, shape.Features).Clear();
    }
}
