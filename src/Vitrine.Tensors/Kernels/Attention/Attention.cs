using System.Runtime.Intrinsics;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// Scaled dot-product attention softmax(scale·q·kᵀ)·v without a tensor of all scores: each job holds the scores of some queries of one head in
/// the cache. Kept for the backward pass is one number per query, the logarithm of its softmax's denominator; from it the scores are
/// computed again (as in Dao et al., “FlashAttention”, 2022), which costs less than to write and read them.
/// </summary>
internal static unsafe class Attention
{
    /// <param name="shape">Extents and layout.</param>
    /// <param name="q">The queries.</param>
    /// <param name="k">The keys.</param>
    /// <param name="v">The values.</param>
    /// <param name="mask">[batch, keys] with 0 for padding, or null.</param>
    /// <param name="y">The result, laid out as q.</param>
    /// <param name="logSums">[batch, heads, queries]: log Σ exp(score), kept for <see cref="Backward"/>.</param>
    public static void Forward(in AttentionShape shape, float* q, float* k, float* v, float* mask, float* y, float* logSums)
    {
        if (shape.Queries == 0)
            return;
        switch (KernelSelection.Level)
        {
            case KernelLevel.V512:
                Run(shape, new AttentionForward<Simd512, Vector512<float>>(shape, q, k, v, mask, y, logSums));
                break;
            case KernelLevel.V256:
                Run(shape, new AttentionForward<Simd256, Vector256<float>>(shape, q, k, v, mask, y, logSums));
                break;
            case KernelLevel.V128:
                Run(shape, new AttentionForward<Simd128, Vector128<float>>(shape, q, k, v, mask, y, logSums));
                break;
            default:
                Run(shape, new AttentionForward<SimdScalar, float>(shape, q, k, v, mask, y, logSums));
                break;
        }
    }

    /// <summary>The gradients of q, k and v; each may be null, and is set or added to.</summary>
    public static void Backward(in AttentionShape shape, in AttentionTensors tensors)
    {
        switch (KernelSelection.Level)
        {
            case KernelLevel.V512:
                Run(shape, new AttentionBackward<Simd512, Vector512<float>>(shape, tensors));
                break;
            case KernelLevel.V256:
                Run(shape, new AttentionBackward<Simd256, Vector256<float>>(shape, tensors));
                break;
            case KernelLevel.V128:
                Run(shape, new AttentionBackward<Simd128, Vector128<float>>(shape, tensors));
                break;
            default:
                Run(shape, new AttentionBackward<SimdScalar, float>(shape, tensors));
                break;
        }
    }

    private static void Run<TJob>(in AttentionShape shape, TJob job)
        where TJob : struct, IBlockJob => WorkerPool.For(shape.Batch * shape.Heads, job);
}

/// <summary>What the backward pass reads and writes.</summary>
internal readonly unsafe struct AttentionTensors
{
    public float* Mask { get; init; }

    public float* Q { get; init; }

    public float* K { get; init; }

    public float* V { get; init; }

    public float* Y { get; init; }

    public float* LogSums { get; init; }

    public float* Gradient { get; init; }

    public float* ForQ { get; init; }

    public float* ForK { get; init; }

    public float* ForV { get; init; }

    public bool AddsToQ { get; init; }

    public bool AddsToK { get; init; }

    public bool AddsToV { get; init; }
}
