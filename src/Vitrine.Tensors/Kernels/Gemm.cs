using System.Numerics;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>General matrix product in single precision, row-major: C ← βC + op(A)·op(B).</summary>
internal static unsafe class Gemm
{
    private const int RowsPerBlock = 16;

    /// <param name="transposeA">A is stored k×m and used transposed; otherwise stored m×k.</param>
    /// <param name="transposeB">B is stored n×k and used transposed; otherwise stored k×n.</param>
    /// <param name="m">Rows of op(A) and C.</param>
    /// <param name="n">Columns of op(B) and C.</param>
    /// <param name="k">Columns of op(A), rows of op(B).</param>
    /// <param name="a">The first factor.</param>
    /// <param name="lda">Floats from one stored row of A to the next.</param>
    /// <param name="b">The second factor.</param>
    /// <param name="ldb">Floats from one stored row of B to the next.</param>
    /// <param name="beta">0: C is overwritten and never read; 1: the product is added.</param>
    /// <param name="c">The result, m×n.</param>
    /// <param name="ldc">Floats from one row of C to the next.</param>
    public static void Multiply(
        bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc) =>
        WorkerPool.For((m + RowsPerBlock - 1) / RowsPerBlock, new Job(transposeA, transposeB, m, n, k, a, lda, b, ldb, beta, c, ldc));

    private readonly struct Job(
        bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc) : IBlockJob
    {
        public void Run(int block)
        {
            for (var i = block * RowsPerBlock; i < Math.Min(m, (block + 1) * RowsPerBlock); i++)
            {
                var row = new Span<float>(c + (long)i * ldc, n);
                if (beta == 0)
                    row.Clear();
                for (var p = 0; p < k; p++)
                {
                    var factor = transposeA ? a[(long)p * lda + i] : a[(long)i * lda + p];
                    if (transposeB)
                    {
                        for (var j = 0; j < n; j++)
                            row[j] += factor * b[(long)j * ldb + p];
                    }
                    else
                    {
                        AddScaled(row, factor, new ReadOnlySpan<float>(b + (long)p * ldb, n));
                    }
                }
            }
        }

        private static void AddScaled(Span<float> row, float factor, ReadOnlySpan<float> source)
        {
            var j = 0;
            for (; j <= row.Length - Vector<float>.Count; j += Vector<float>.Count)
                (new Vector<float>(row[j..]) + new Vector<float>(source[j..]) * factor).CopyTo(row[j..]);
            for (; j < row.Length; j++)
                row[j] += factor * source[j];
        }
    }
}
