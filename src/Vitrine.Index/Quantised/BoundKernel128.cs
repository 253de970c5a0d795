using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vitrine.Index;

/// <summary>128 bits, portable: eight sums are widened to two registers of four numbers.</summary>
internal sealed class BoundKernel128 : BoundKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    protected override void Run(ReadOnlySpan<ushort> sums, ReadOnlySpan<float> factors, in CellTerms terms, Span<float> bounds)
    {
        ref var sum = ref MemoryMarshal.GetReference(sums);
        ref var scale = ref MemoryMarshal.GetReference(factors);
        ref var bound = ref MemoryMarshal.GetReference(bounds);
        var count = (nuint)sums.Length;
        for (nuint i = 0; i < count; i += HammingKernel.Lanes)
        {
            var (lower, upper) = Vector128.Widen(Vector128.LoadUnsafe(ref sum, i));
            Bound(lower, ref scale, i, count, terms).StoreUnsafe(ref bound, i);
            Bound(upper, ref scale, i + 4, count, terms).StoreUnsafe(ref bound, i + 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Bound(Vector128<uint> sums, ref float scale, nuint i, nuint count, in CellTerms terms)
    {
        var product = Vector128.Create(terms.Offset) - Vector128.Create(terms.Unit) * Vector128.ConvertToSingle(sums.AsInt32());
        return Vector128.Create(terms.Centroid) + Vector128.LoadUnsafe(ref scale, i) * product
            + Vector128.Create(terms.Share) * Vector128.LoadUnsafe(ref scale, i + count) + Vector128.Create(terms.Width) * Vector128.LoadUnsafe(ref scale, i + 2 * count);
    }
}
