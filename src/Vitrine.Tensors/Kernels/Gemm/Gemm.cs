using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// General matrix product in single precision, row-major: C ← βC + α·op(A)·op(B).
/// <para>
/// After Goto and van de Geijn, “Anatomy of High-Performance Matrix Multiplication” (ACM TOMS, 2008): blocks of A that stay in the second
/// level cache, panels of B that stay in the first, tiles of C that stay in registers (<see cref="GemmJob{TSimd, TVector, TRows}"/>). The same
/// inputs give the same bits whatever the number of threads.
/// </para>
/// </summary>
internal static unsafe class Gemm
{
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
    /// <param name="epilogue">What is done to C at last, while it is in the cache.</param>
    /// <param name="alpha">Factor of the product.</param>
    public static void Multiply(
        bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc,
        Epilogue epilogue = default, float alpha = 1)
    {
        // A dense vector is its own transpose; seen as a row it suits the dot products.
        if (n == 1 && ldb == 1 && !transposeB)
            (transposeB, ldb) = (true, k);
        if (m == 1 && lda == 1 && transposeA)
            (transposeA, lda) = (false, k);
        Run(new Product(transposeA, transposeB, m, n, k, a, lda, b, ldb, beta, c, ldc) { Epilogue = epilogue, Alpha = alpha });
    }

    /// <summary>
    /// <paramref name="batch"/> products of the same shape. A stride is the distance in floats from one matrix of the batch to the next; 0
    /// uses the same factor for all. The other parameters are as for <see cref="Multiply"/>.
    /// </summary>
    public static void MultiplyBatch(
        int batch, bool transposeA, bool transposeB, int m, int n, int k,
        float* a, int lda, nint strideA, float* b, int ldb, nint strideB, float beta, float* c, int ldc, nint strideC, float alpha = 1) =>
        Run(new Product(transposeA, transposeB, m, n, k, a, lda, b, ldb, beta, c, ldc)
        {
            Batch = batch,
            StrideA = strideA,
            StrideB = strideB,
            StrideC = strideC,
            Alpha = alpha,
        });

    private static void Run(in Product product)
    {
        if (product.M <= 0 || product.N <= 0 || product.Batch <= 0)
            return;
        switch (KernelSelection.Level)
        {
            case KernelLevel.V512:
                Run<Simd512, System.Runtime.Intrinsics.Vector512<float>, Twelve>(product);
                break;
            case KernelLevel.V256:
                Run<Simd256, System.Runtime.Intrinsics.Vector256<float>, Six>(product);
                break;
            case KernelLevel.V128:
                Run<Simd128, System.Runtime.Intrinsics.Vector128<float>, Six>(product);
                break;
            default:
                Run<SimdScalar, float, Six>(product);
                break;
        }
    }

    private static void Run<TSimd, TVector, TRows>(in Product product)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TRows : struct, IConstant
    {
        if (DotJob<TSimd, TVector>.Suits(product))
        {
            WorkerPool.For(DotJob<TSimd, TVector>.Blocks(product), new DotJob<TSimd, TVector>(product));
            return;
        }

        var blocking = Blocking.For(product, TRows.Value, 2 * TSimd.Width, WorkerPool.IsInside ? 1 : WorkerPool.ThreadCount);
        WorkerPool.For(blocking.Jobs(product), new GemmJob<TSimd, TVector, TRows>(product, blocking));
    }
}
