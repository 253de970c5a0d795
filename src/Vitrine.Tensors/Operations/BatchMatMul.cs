using Vitrine.Tensors.Kernels;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>A matrix product for each element of a batch: op(aᵢ)·op(bᵢ).</summary>
    /// <param name="a">[…, m, k], or […, k, m] if <paramref name="transposeA"/>.</param>
    /// <param name="b">[…, k, n], or […, n, k] if <paramref name="transposeB"/>; the axes in front are those of <paramref name="a"/>.</param>
    /// <param name="transposeA">Use each a transposed; nothing is copied.</param>
    /// <param name="transposeB">Use each b transposed; nothing is copied.</param>
    /// <returns>[…, m, n]. Gradients: ∂a = g·bᵀ and ∂b = aᵀ·g, transposed where the input is.</returns>
    public static Tensor BatchMatMul(this Tensor a, Tensor b, bool transposeA = false, bool transposeB = false)
    {
        if (a.Rank < 2 || a.Rank != b.Rank || a.Shape.With(-1, 1).With(-2, 1) != b.Shape.With(-1, 1).With(-2, 1))
            throw new ArgumentException($"BatchMatMul takes […, m, k] and […, k, n] with equal axes in front; the shapes are {a.Shape} and {b.Shape}.");
        var (rowsA, columnsA, rowsB, columnsB) = (a.Shape[-2], a.Shape[-1], b.Shape[-2], b.Shape[-1]);
        var (m, k) = transposeA ? (columnsA, rowsA) : (rowsA, columnsA);
        var (kb, n) = transposeB ? (columnsB, rowsB) : (rowsB, columnsB);
        if (k != kb)
        {
            throw new ArgumentException(
                $"BatchMatMul cannot multiply {a.Shape}{(transposeA ? "ᵀ" : "")} by {b.Shape}{(transposeB ? "ᵀ" : "")}: the inner extents {k} and {kb} differ.");
        }

        var batch = a.Shape.Product(0, a.Rank - 2);
        var result = Tensor.Result(a.Shape.With(-2, m).With(-1, n), a, b);
        Products(batch, transposeA, transposeB, m, n, k, a.Pointer, columnsA, m * k, b.Pointer, columnsB, k * n, false, result.Pointer);
        if (result.RequiresGradient)
        {
            result.OnBackward("BatchMatMul", gradient =>
            {
                var g = gradient.Pointer;
                if (a.RequiresGradient)
                {
                    var target = a.GradientForWriting(out var isFirst).Pointer;
                    if (transposeA) // [k, m] = op(b)·gᵀ
                        Products(batch, transposeB, true, k, m, n, b.Pointer, columnsB, k * n, g, n, m * n, !isFirst, target);
                    else // [m, k] = g·op(b)ᵀ
                        Products(batch, false, !transposeB, m, k, n, g, n, m * n, b.Pointer, columnsB, k * n, !isFirst, target);
                }

                if (b.RequiresGradient)
                {
                    var target = b.GradientForWriting(out var isFirst).Pointer;
                    if (transposeB) // [n, k] = gᵀ·op(a)
                        Products(batch, true, transposeA, n, k, m, g, n, m * n, a.Pointer, columnsA, m * k, !isFirst, target);
                    else // [k, n] = op(a)ᵀ·g
                        Products(batch, !transposeA, false, k, n, m, a.Pointer, columnsA, m * k, g, n, m * n, !isFirst, target);
                }
            });
        }

        return result;
    }

    private static void Products(
        int batch, bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, int strideA, float* b, int ldb, int strideB, bool add, float* c) =>
        Gemm.MultiplyBatch(batch, transposeA, transposeB, m, n, k, a, lda, strideA, b, ldb, strideB, add ? 1 : 0, c, n, m * n);
}
