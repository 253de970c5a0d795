using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>
/// AVX-512 with VBMI, whose permutation looks up 64 bytes at once in a table of 128: the place of a byte in its word (three bits) and a half of it (four)
/// are the index. Four blocks share the tables of a word, which take four registers.
/// </summary>
internal sealed class WeightedKernel512 : WeightedKernel
{
    private const int Step = 4;
    private const int Lanes = HammingKernel.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Run(ReadOnlySpan<ulong> blocks, ReadOnlySpan<byte> tables, Span<ushort> steps, int words, int count)
    {
        ref var block = ref MemoryMarshal.GetReference(blocks);
        ref var entries = ref MemoryMarshal.GetReference(tables);
        ref var output = ref MemoryMarshal.GetReference(steps);
        var length = (nuint)(words * Lanes);
        var b = 0;
        for (; b + Step <= count; b += Step)
        {
            Vector512<ulong> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (var w = 0; w < words; w++)
            {
                ref var table = ref Unsafe.Add(ref entries, w * WeightTables.EntriesPerWord);
                var lower0 = Vector512.LoadUnsafe(ref table);
                var lower1 = Vector512.LoadUnsafe(ref table, 64);
                var upper0 = Vector512.LoadUnsafe(ref table, 128);
                var upper1 = Vector512.LoadUnsafe(ref table, 192);
                var at = (nuint)(w * Lanes);
                sum0 += Entries(Vector512.LoadUnsafe(ref block, at), lower0, lower1, upper0, upper1);
                sum1 += Entries(Vector512.LoadUnsafe(ref block, at + length), lower0, lower1, upper0, upper1);
                sum2 += Entries(Vector512.LoadUnsafe(ref block, at + 2 * length), lower0, lower1, upper0, upper1);
                sum3 += Entries(Vector512.LoadUnsafe(ref block, at + 3 * length), lower0, lower1, upper0, upper1);
            }

            Avx512F.ConvertToVector128UInt16(sum0).StoreUnsafe(ref output, (nuint)(b * Lanes));
            Avx512F.ConvertToVector128UInt16(sum1).StoreUnsafe(ref output, (nuint)(b * Lanes + Lanes));
            Avx512F.ConvertToVector128UInt16(sum2).StoreUnsafe(ref output, (nuint)(b * Lanes + 2 * Lanes));
            Avx512F.ConvertToVector128UInt16(sum3).StoreUnsafe(ref output, (nuint)(b * Lanes + 3 * Lanes));
            block = ref Unsafe.Add(ref block, Step * length);
        }

        WeightedKernelScalar.From(b, blocks, tables, steps, words, count);
    }

    /// <summary>Sum of the entries of a word of eight codes, in each one's lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Entries(Vector512<ulong> codes, Vector512<byte> lower0, Vector512<byte> lower1, Vector512<byte> upper0, Vector512<byte> upper1)
    {
        var half = Vector512.Create(0x0F0F0F0F0F0F0F0FUL);
        var place = Vector512.Create(0x7060504030201000UL);
        const byte andOr = 0xEA; // (a & b) | c
        var lower = Avx512Vbmi.PermuteVar64x8x2(lower0, Avx512F.TernaryLogic(codes, half, place, andOr).AsByte(), lower1);
        var upper = Avx512Vbmi.PermuteVar64x8x2(upper0, Avx512F.TernaryLogic(codes >>> 4, half, place, andOr).AsByte(), upper1);
        return Avx512BW.SumAbsoluteDifferences(Avx512BW.AddSaturate(lower, upper), Vector512<byte>.Zero).AsUInt64();
    }
}
