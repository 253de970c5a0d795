using Vitrine.Tensors.Kernels;

namespace Vitrine.Tensors;

/// <summary>The operations on tensors, one per file: what it computes, its shapes, and its gradient.</summary>
public static unsafe partial class Operations
{
    /// <summary>Matrix product op(a)·op(b).</summary>
    /// <param name="a">[m, k], or [k, m] if <paramref name="transposeA"/>.</param>
    /// <param name="b">[k, n], or [n, k] if <paramref name="transposeB"/>.</param>
    /// <param name="transposeA">Use a transposed; nothing is copied.</param>
    /// <param name="transposeB">Use b transposed; nothing is copied.</param>
    /// <returns>[m, n]. Gradients: ∂a = g·bᵀ and ∂b = aᵀ·g, transposed where the input is.</returns>
    public static Tensor MatMul(this Tensor a, Tensor b, bool transposeA = false, bool transposeB = false)
    {
        if (a.Rank != 2 || b.Rank != 2)
            throw new ArgumentException($"MatMul takes two matrices; the shapes are {a.Shape} and {b.Shape}.");
        var (m, k) = transposeA ? (a.Shape[1], a.Shape[0]) : (a.Shape[0], a.Shape[1]);
        var (kb, n) = transposeB ? (b.Shape[1], b.Shape[0]) : (b.Shape[0], b.Shape[1]);
        if (k != kb)
        {
            throw new ArgumentException(
                $"MatMul cannot multiply {a.Shape}{(transposeA ? "ᵀ" : "")} by {b.Shape}{(transposeB ? "ᵀ" : "")}: the inner extents {k} and {kb} differ.");
        }

        var result = Tensor.Result([m, n], a, b);
        Gemm.Multiply(transposeA, transposeB, m, n, k, a.Pointer, a.Shape[1], b.Pointer, b.Shape[1], 0, result.Pointer, n);
        if (result.RequiresGradient)
        {
            result.OnBackward("MatMul", gradient =>
            {
                var g = gradient.Pointer;
                if (a.RequiresGradient)
                {
                    var target = a.GradientForWriting(out var isFirst).Pointer;
                    var beta = isFirst ? 0f : 1f;
                    if (transposeA) // [k, m] = op(b)·gᵀ
                        Gemm.Multiply(transposeB, true, k, m, n, b.Pointer, b.Shape[1], g, n, beta, target, m);
                    else // [m, k] = g·op(b)ᵀ
                        Gemm.Multiply(false, !transposeB, m, k, n, g, n, b.Pointer, b.Shape[1], beta, target, k);
                }

                if (b.RequiresGradient)
                {
                    var target = b.GradientForWriting(out var isFirst).Pointer;
                    var beta = isFirst ? 0f : 1f;
                    if (transposeB) // [n, k] = gᵀ·op(a)
                        Gemm.Multiply(true, transposeA, n, k, m, g, n, a.Pointer, a.Shape[1], beta, target, k);
                    else // [k, n] = op(a)ᵀ·g
                        Gemm.Multiply(!transposeA, false, k, n, m, a.Pointer, a.Shape[1], g, n, beta, target, n);
                }
            });
        }

        return result;
    }
}
