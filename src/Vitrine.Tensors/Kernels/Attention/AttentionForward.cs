using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>One head of one sequence: y = softmax(scale·q·kᵀ)·v, a block of queries at a time.</summary>
internal readonly unsafe struct AttentionForward<TSimd, TVector>(
    AttentionShape shape, float* q, float* k, float* v, int[]? lengths, float* y, float* logSums) : IBlockJob
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public void Run(int block)
    {
        var (sequence, head) = (block / shape.Heads, block % shape.Heads);
        var keys = lengths is null ? shape.Keys : lengths[sequence];
        var stride = ScoreBlock.Stride(shape.Keys);
        var limit = ScoreBlock.Rows(shape.Queries, shape.Keys);
        var scores = Scratch.GetOuter((nint)limit * stride + limit);
        var sums = scores + (nint)limit * stride;
        var (features, row) = (shape.Features, shape.RowStride);
        var keyOffset = shape.KeyOffset(sequence, head);
        for (var first = 0; first < shape.Queries; first += limit)
        {
            var rows = Math.Min(limit, shape.Queries - first);
            var seen = shape.Visible(first + rows - 1, keys); // by the last query, which sees most
            var offset = shape.QueryOffset(sequence, head) + (nint)first * row;
            Gemm.Multiply(false, true, rows, seen, features, q + offset, row, k + keyOffset, row, 0, scores, stride, alpha: shape.Scale);
            for (var i = 0; i < rows; i++)
            {
                sums[i] = ScoreBlock.Exponentials<TSimd, TVector>(scores + (nint)i * stride, shape.Visible(first + i, keys), seen, out var logSum);
                logSums[(nint)block * shape.Queries + first + i] = logSum;
            }

            // Dividing the result by the sum touches fewer numbers than dividing the probabilities.
            Gemm.Multiply(false, false, rows, features, seen, scores, stride, v + keyOffset, row, 0, y + offset, row);
            for (var i = 0; i < rows; i++)
                ScoreBlock.Scale<TSimd, TVector>(y + offset + (nint)i * row, features, sums[i] == 0 ? 0 : 1 / sums[i]);
        }
    }
}
