namespace Vitrine.Index;

/// <summary>
/// Inner products of one stored row with one prepared query. Lengths are whole multiples of <see cref="Step"/>: rows and queries are
/// padded with zeros, so that no kernel needs a tail. Pointers need no alignment.
/// </summary>
internal abstract unsafe class DotKernel
{
    /// <summary>Numbers a kernel may take at once: the bytes of half an AVX-512 register.</summary>
    public const int Step = 32;

    /// <summary>
    /// Factor of the query for <see cref="Half"/>. Shifting a half's exponent and mantissa into the place of a float's leaves the
    /// exponent 127 − 15 = 112 too small; multiplying the query once is cheaper than correcting every number.
    /// </summary>
    public static readonly float HalfQueryFactor = MathF.ScaleB(1, 112);

    /// <summary>The kernel of a level.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor lacks the level.</exception>
    public static DotKernel For(SimdLevel level) => Simd.Require(level) switch
    {
        SimdLevel.V512 => new DotKernel512(),
        SimdLevel.V256 => new DotKernel256(),
        SimdLevel.V128 => new DotKernel128(),
        _ => new DotKernelScalar(),
    };

    /// <summary>For several 8-bit rows and queries at once; null where that gains nothing.</summary>
    public virtual DotBlock? Block => null;

    /// <summary>For many queries at once and rows of floats; null where that gains nothing.</summary>
    public virtual PanelKernel? Panels => null;

    /// <summary>float32 row.</summary>
    public abstract float Single(float* row, float* query, int length);

    /// <summary>Half-precision row as its bits, finite numbers only; the query is multiplied by <see cref="HalfQueryFactor"/>.</summary>
    public abstract float Half(short* row, float* query, int length);

    /// <summary>8-bit row, 16-bit query. The caller keeps |query| so small that 32 bits hold the sum; the result is exact and the same in every kernel.</summary>
    public abstract int Int8(sbyte* row, short* query, int length);
}
