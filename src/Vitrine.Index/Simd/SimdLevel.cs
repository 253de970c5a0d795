namespace Vitrine.Index;

/// <summary>Width of the vector registers a kernel uses.</summary>
public enum SimdLevel
{
    /// <summary>One element at a time; runs everywhere.</summary>
    Scalar,

    /// <summary>128 bits: SSE or ARM AdvSimd.</summary>
    V128,

    /// <summary>256 bits: AVX2.</summary>
    V256,

    /// <summary>512 bits: AVX-512 F and BW.</summary>
    V512,
}
