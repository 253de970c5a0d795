namespace Vitrine.Tensors.Kernels;

/// <summary>The width of the vectors that a kernel works with.</summary>
public enum KernelLevel
{
    /// <summary>One float at a time.</summary>
    Scalar,

    /// <summary>4 floats: SSE, ARM AdvSimd.</summary>
    V128,

    /// <summary>8 floats: AVX2 with FMA.</summary>
    V256,

    /// <summary>16 floats: AVX-512.</summary>
    V512,
}
