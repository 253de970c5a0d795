using System.Runtime.CompilerServices;

namespace Vitrine.Index;

/// <summary>One item at a time.</summary>
internal sealed class BoundKernelScalar : BoundKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    protected override void Run(ReadOnlySpan<ushort> sums, ReadOnlySpan<float> factors, in CellTerms terms, Span<float> bounds)
    {
        var shifts = factors[sums.Length..];
        var spreads = factors[(2 * sums.Length)..];
        for (var i = 0; i < sums.Length; i++)
            bounds[i] = terms.Centroid + factors[i] * (terms.Offset - terms.Unit * sums[i]) + terms.Share * shifts[i] + terms.Width * spreads[i];
    }
}
