using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>One head of one sequence: y = softmax(scale·q·kᵀ)·v, a block of queries at a time.</summary>
internal readonly unsafe struct AttentionForward<TSimd, TVector>(
    AttentionShape shape, float* q, float* k, float* v, float* keyMask, float* y, float* logSums) : IBlockJob
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public void Run(int block)
    {
        var (sequence, head) = (block / shape.Heads, block % shape.Heads);
        var mask = new KeyMask(keyMask, sequence, shape.Keys);
        var stride = ScoreBlock.Stride(shape.Keys);
        var limit = ScoreBlock.Rows(shape.Queries, shape.Keys);
        var scores = Scratch.GetOuter((nint)limit * stride + limit);
        var sums = scores + (nint)limit * stride;
        var features = shape.Features;
        var (queryRow, keyRow, resultRow) = (shape.QueryLayout.RowStride, shape.KeyLayout.RowStride, shape.ResultLayout.RowStride);
        var keyOffset = shape.KeyOffset(sequence, head);
        for (var first = 0; first < shape.Queries; first += limit)
        {
            var rows = Math.Min(limit, shape.Queries - first);
            var seen = shape.Visible(first + rows - 1, mask.Count); // by the last query, which sees most
            var queries = q + shape.QueryOffset(sequence, head) + (nint)first * queryRow;
            var results = y + shape.ResultOffset(sequence, head) + (nint)first * resultRow;
            Gemm.Multiply(false, true, rows, seen, features, queries, queryRow, k + keyOffset, keyRow, 0, scores, stride, alpha: shape.Scale);
            for (var i = 0; i < rows; i++)
            {
                sums[i] = ScoreBlock.Exponentials<TSimd, TVector>(
                    scores + (nint)i * stride, shape.Visible(first + i, mask.Count), seen, mask.Holes, out var logSum);
                logSums[(nint)block * shape.Queries + first + i] = logSum;
            }

            // Dividing the result by the sum touches fewer numbers than dividing the probabilities.
            Gemm.Multiply(false, false, rows, features, seen, scores, stride, v + keyOffset, keyRow, 0, results, resultRow);
            for (var i = 0; i < rows; i++)
                ScoreBlock.Scale<TSimd, TVector>(results + (nint)i * resultRow, features, sums[i] == 0 ? 0 : 1 / sums[i]);
        }
    }
}
