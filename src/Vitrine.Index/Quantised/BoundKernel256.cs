using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>AVX2: eight items at a time.</summary>
internal sealed class BoundKernel256 : BoundKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    protected override void Run(ReadOnlySpan<ushort> sums, ReadOnlySpan<float> factors, in CellTerms terms, Span<float> bounds)
    {
        ref var sum = ref MemoryMarshal.GetReference(sums);
        ref var scale = ref MemoryMarshal.GetReference(factors);
        ref var bound = ref MemoryMarshal.GetReference(bounds);
        var count = (nuint)sums.Length;
        for (nuint i = 0; i < count; i += HammingKernel.Lanes)
            Bound(ref sum, ref scale, i, count, terms).StoreUnsafe(ref bound, i);
    }

    /// <summary>Bounds of eight items.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Bound(ref ushort sum, ref float scale, nuint i, nuint count, in CellTerms terms)
    {
        var sums = Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(Vector128.LoadUnsafe(ref sum, i)));
        var product = Vector256.Create(terms.Offset) - Vector256.Create(terms.Unit) * sums;
        return Vector256.Create(terms.Centroid) + Vector256.LoadUnsafe(ref scale, i) * product
            + Vector256.Create(terms.Share) * Vector256.LoadUnsafe(ref scale, i + count) + Vector256.Create(terms.Width) * Vector256.LoadUnsafe(ref scale, i + 2 * count);
    }
}
