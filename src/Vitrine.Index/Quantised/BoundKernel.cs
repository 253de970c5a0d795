namespace Vitrine.Index;

/// <summary>
/// The largest score that each item of a cell is trusted to have: Centroid + Scale · (Offset − Unit · sum) + Share · Shift + Width · Spread. Every
/// number is computed by itself and in this order, so that all kernels give the same bits.
/// </summary>
internal abstract class BoundKernel
{
    /// <summary>The kernel of a level.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor lacks the level.</exception>
    public static BoundKernel For(SimdLevel level) => Simd.Require(level) switch
    {
        SimdLevel.V512 => new BoundKernel512(),
        SimdLevel.V256 => new BoundKernel256(),
        SimdLevel.V128 => new BoundKernel128(),
        _ => new BoundKernelScalar(),
    };

    /// <summary>Writes a bound for each item.</summary>
    /// <param name="sums">Sums over the sign codes, a multiple of <see cref="HammingKernel.Lanes"/>.</param>
    /// <param name="factors">The items' scales, then their shifts, then their spreads: three times as many.</param>
    /// <param name="terms">Of the cell.</param>
    /// <param name="bounds">As many places as there are sums.</param>
    public void Bounds(ReadOnlySpan<ushort> sums, ReadOnlySpan<float> factors, in CellTerms terms, Span<float> bounds)
    {
        if (sums.Length % HammingKernel.Lanes != 0 || factors.Length != 3 * sums.Length || bounds.Length < sums.Length)
            throw new ArgumentException($"{sums.Length} sums, {factors.Length} factors, {bounds.Length} places; expected whole blocks of {HammingKernel.Lanes} sums, three factors and a place for each.");
        Run(sums, factors, terms, bounds);
    }

    protected abstract void Run(ReadOnlySpan<ushort> sums, ReadOnlySpan<float> factors, in CellTerms terms, Span<float> bounds);
}
