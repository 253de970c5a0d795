using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>
/// AVX-512: one block of eight codes per step. .NET 10 does not expose the population count of AVX-512 (VPOPCNTDQ), so bits are
/// counted by table: each half byte (0…15) selects its number of ones from a 16-entry table in a register, 64 bytes at a time
/// (Muła, Kurz &amp; Lemire, "Faster population counts using AVX2 instructions", 2018).
/// </summary>
internal sealed class HammingKernel512 : HammingKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Run(ReadOnlySpan<ulong> blocks, ReadOnlySpan<ulong> query, Span<ushort> distances, int count)
    {
        ref var block = ref MemoryMarshal.GetReference(blocks);
        ref var words = ref MemoryMarshal.GetReference(query);
        ref var output = ref MemoryMarshal.GetReference(distances);
        // Codes of one word are the common case and leave no time for an inner loop.
        if (query.Length == 1)
        {
            var word = Vector512.Create(words);
            for (nuint b = 0; b < (nuint)count; b++)
                Store(Ones(Vector512.LoadUnsafe(ref block, b * Lanes) ^ word), ref output, b);
            return;
        }

        for (nuint b = 0; b < (nuint)count; b++)
        {
            var ones = Vector512<byte>.Zero;
            for (var w = 0; w < query.Length; w++)
            {
                ones += Ones(Vector512.LoadUnsafe(ref block) ^ Vector512.Create(Unsafe.Add(ref words, w)));
                block = ref Unsafe.Add(ref block, Lanes);
            }

            Store(ones, ref output, b);
        }
    }

    /// <summary>Number of ones in each byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Ones(Vector512<ulong> bits)
    {
        var table = Vector512.Create(
            0x0302020102010100UL, 0x0403030203020201UL, 0x0302020102010100UL, 0x0403030203020201UL,
            0x0302020102010100UL, 0x0403030203020201UL, 0x0302020102010100UL, 0x0403030203020201UL).AsByte();
        var low = Vector512.Create((byte)0x0F);
        return Avx512BW.Shuffle(table, bits.AsByte() & low) + Avx512BW.Shuffle(table, (bits >>> 4).AsByte() & low);
    }

    /// <summary>Adds the eight byte counts of each lane (a sum of absolute differences to zero does just that) and stores eight distances.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<byte> ones, ref ushort output, nuint block)
    {
        var sums = Avx512BW.SumAbsoluteDifferences(ones, Vector512<byte>.Zero).AsUInt64();
        Avx512F.ConvertToVector128UInt16(sums).StoreUnsafe(ref output, block * Lanes);
    }
}
