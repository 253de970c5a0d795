using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>AVX-512: sixteen items at a time, the last eight of an odd number of blocks as <see cref="BoundKernel256"/> does.</summary>
internal sealed class BoundKernel512 : BoundKernel
{
    private const int Step = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    protected override void Run(ReadOnlySpan<ushort> sums, ReadOnlySpan<float> factors, in CellTerms terms, Span<float> bounds)
    {
        ref var sum = ref MemoryMarshal.GetReference(sums);
        ref var scale = ref MemoryMarshal.GetReference(factors);
        ref var bound = ref MemoryMarshal.GetReference(bounds);
        var count = (nuint)sums.Length;
        nuint i = 0;
        for (; i + Step <= count; i += Step)
        {
            var numbers = Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector256.LoadUnsafe(ref sum, i)));
            var product = Vector512.Create(terms.Offset) - Vector512.Create(terms.Unit) * numbers;
            var bounded = Vector512.Create(terms.Centroid) + Vector512.LoadUnsafe(ref scale, i) * product
                + Vector512.Create(terms.Share) * Vector512.LoadUnsafe(ref scale, i + count) + Vector512.Create(terms.Width) * Vector512.LoadUnsafe(ref scale, i + 2 * count);
            bounded.StoreUnsafe(ref bound, i);
        }

        if (i < count)
            BoundKernel256.Bound(ref sum, ref scale, i, count, terms).StoreUnsafe(ref bound, i);
    }
}
