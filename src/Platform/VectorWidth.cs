namespace Vitrine.Platform;

/// <summary>Width of the vector registers that a kernel uses, narrow first. The assemblies' public levels have the same values.</summary>
internal enum VectorWidth
{
    /// <summary>One element at a time.</summary>
    Scalar,

    /// <summary>128 bits: SSE, ARM AdvSimd.</summary>
    V128,

    /// <summary>256 bits: AVX2 with FMA.</summary>
    V256,

    /// <summary>512 bits: AVX-512 F and BW.</summary>
    V512,
}
