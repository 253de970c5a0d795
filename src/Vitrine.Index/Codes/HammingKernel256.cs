using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>AVX2: a block of eight codes as two registers of four; see <see cref="HammingKernel512"/> for the counting.</summary>
internal sealed class HammingKernel256 : HammingKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Run(ReadOnlySpan<ulong> blocks, ReadOnlySpan<ulong> query, Span<ushort> distances, int count)
    {
        ref var block = ref MemoryMarshal.GetReference(blocks);
        ref var output = ref MemoryMarshal.GetReference(distances);
        for (nuint b = 0; b < (nuint)count; b++)
        {
            Vector256<byte> left = default, right = default;
            foreach (var word in query)
            {
                var queryWord = Vector256.Create(word);
                left += Ones(Vector256.LoadUnsafe(ref block) ^ queryWord);
                right += Ones(Vector256.LoadUnsafe(ref block, 4) ^ queryWord);
                block = ref Unsafe.Add(ref block, Lanes);
            }
            // Lane sums of at most 1,984 fit 16 bits: narrow 4+4 lanes of 64 bits to eight of 32, then to eight of 16.
            var sums = Vector256.Narrow(Sums(left), Sums(right));
            Vector128.Narrow(sums.GetLower(), sums.GetUpper()).StoreUnsafe(ref output, b * Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Ones(Vector256<ulong> bits)
    {
        var table = Vector256.Create(0x0302020102010100UL, 0x0403030203020201UL, 0x0302020102010100UL, 0x0403030203020201UL).AsByte();
        var low = Vector256.Create((byte)0x0F);
        return Avx2.Shuffle(table, bits.AsByte() & low) + Avx2.Shuffle(table, (bits >>> 4).AsByte() & low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Sums(Vector256<byte> ones) => Avx2.SumAbsoluteDifferences(ones, Vector256<byte>.Zero).AsUInt64();
}
