using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>AVX2: 32 codes at a time; see <see cref="WeightedKernel128"/> for the steps, which each half of a register takes by itself.</summary>
internal sealed class WeightedKernel256 : WeightedKernel
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
            Vector256<ushort> low = default, high = default;
            for (var w = 0; w < words; w++)
            {
                ref var table = ref Unsafe.Add(ref entries, w * WeightTables.EntriesPerWord);
                var at = (nuint)(w * Lanes);
                var (a03, a47) = Quads(ref block, at);
                var (b03, b47) = Quads(ref block, at + length);
                var (c03, c47) = Quads(ref block, at + 2 * length);
                var (d03, d47) = Quads(ref block, at + 3 * length);
                Add(ref low, ref high, a03, b03, c03, d03, ref table);
                Add(ref low, ref high, a47, b47, c47, d47, ref Unsafe.Add(ref table, 4 * 16));
            }

            Store(low, ref output, (nuint)(b * Lanes));
            Store(high, ref output, (nuint)(b * Lanes + 2 * Lanes));
            block = ref Unsafe.Add(ref block, Step * length);
        }

        WeightedKernelScalar.From(b, blocks, tables, steps, words, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<uint> First, Vector256<uint> Last) Quads(ref ulong block, nuint at)
    {
        var left = Pairs(Vector256.LoadUnsafe(ref block, at));
        var right = Pairs(Vector256.LoadUnsafe(ref block, at + 4));
        return (Avx2.UnpackLow(left, right).AsUInt32(), Avx2.UnpackHigh(left, right).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Pairs(Vector256<ulong> codes) =>
        Avx2.Shuffle(codes.AsByte(), Vector256.Create(0x0B030A0209010800UL, 0x0F070E060D050C04UL, 0x0B030A0209010800UL, 0x0F070E060D050C04UL).AsByte()).AsUInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector256<ushort> low, ref Vector256<ushort> high, Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, Vector256<uint> d, ref byte table)
    {
        Vector256<ulong> ab01 = Avx2.UnpackLow(a, b).AsUInt64(), cd01 = Avx2.UnpackLow(c, d).AsUInt64();
        Vector256<ulong> ab23 = Avx2.UnpackHigh(a, b).AsUInt64(), cd23 = Avx2.UnpackHigh(c, d).AsUInt64();
        Add(ref low, ref high, Avx2.UnpackLow(ab01, cd01), ref table);
        Add(ref low, ref high, Avx2.UnpackHigh(ab01, cd01), ref Unsafe.Add(ref table, 16));
        Add(ref low, ref high, Avx2.UnpackLow(ab23, cd23), ref Unsafe.Add(ref table, 32));
        Add(ref low, ref high, Avx2.UnpackHigh(ab23, cd23), ref Unsafe.Add(ref table, 48));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector256<ushort> low, ref Vector256<ushort> high, Vector256<ulong> place, ref byte table)
    {
        var half = Vector256.Create((byte)0x0F);
        var lower = Avx2.Shuffle(Vector256.Create(Vector128.LoadUnsafe(ref table)), place.AsByte() & half);
        var upper = Avx2.Shuffle(Vector256.Create(Vector128.LoadUnsafe(ref table, WeightTables.EntriesPerWord / 2)), (place >>> 4).AsByte() & half);
        var sum = Avx2.AddSaturate(lower, upper);
        low += Avx2.UnpackLow(sum, Vector256<byte>.Zero).AsUInt16();
        high += Avx2.UnpackHigh(sum, Vector256<byte>.Zero).AsUInt16();
    }

    /// <summary>The halves of a register hold two codes of each four by turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<ushort> sums, ref ushort output, nuint at)
    {
        Vector128<uint> even = sums.GetLower().AsUInt32(), odd = sums.GetUpper().AsUInt32();
        Sse2.UnpackLow(even, odd).AsUInt16().StoreUnsafe(ref output, at);
        Sse2.UnpackHigh(even, odd).AsUInt16().StoreUnsafe(ref output, at + Lanes);
    }
}
