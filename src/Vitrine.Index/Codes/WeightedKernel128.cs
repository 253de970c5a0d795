using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>
/// 128 bits: 16 codes at a time. A register is one table of 16 entries, so all its indices must mean the same place of a word: the bytes of 16 codes are
/// turned round, first those of two codes, then of four, eight and sixteen.
/// </summary>
internal sealed class WeightedKernel128 : WeightedKernel
{
    private const int Step = 2;
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
            Vector128<ushort> low = default, high = default;
            for (var w = 0; w < words; w++)
            {
                ref var table = ref Unsafe.Add(ref entries, w * WeightTables.EntriesPerWord);
                var at = (nuint)(w * Lanes);
                var (a03, a47) = Quads(ref block, at);
                var (b03, b47) = Quads(ref block, at + 4);
                var (c03, c47) = Quads(ref block, at + length);
                var (d03, d47) = Quads(ref block, at + length + 4);
                Add(ref low, ref high, a03, b03, c03, d03, ref table);
                Add(ref low, ref high, a47, b47, c47, d47, ref Unsafe.Add(ref table, 4 * 16));
            }

            low.StoreUnsafe(ref output, (nuint)(b * Lanes));
            high.StoreUnsafe(ref output, (nuint)(b * Lanes + Lanes));
            block = ref Unsafe.Add(ref block, Step * length);
        }

        WeightedKernelScalar.From(b, blocks, tables, steps, words, count);
    }

    /// <summary>The words of four codes as bytes 0…3 of each, place by place, and bytes 4…7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<uint> First, Vector128<uint> Last) Quads(ref ulong block, nuint at)
    {
        var left = Pairs(Vector128.LoadUnsafe(ref block, at));
        var right = Pairs(Vector128.LoadUnsafe(ref block, at + 2));
        return Sse2.IsSupported
            ? (Sse2.UnpackLow(left, right).AsUInt32(), Sse2.UnpackHigh(left, right).AsUInt32())
            : (AdvSimd.Arm64.ZipLow(left, right).AsUInt32(), AdvSimd.Arm64.ZipHigh(left, right).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Pairs(Vector128<ulong> codes) => Look(codes.AsByte(), Vector128.Create(0x0B030A0209010800UL, 0x0F070E060D050C04UL).AsByte()).AsUInt16();

    /// <summary>Adds the entries of four places, for which each register has the bytes of four codes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector128<ushort> low, ref Vector128<ushort> high, Vector128<uint> a, Vector128<uint> b, Vector128<uint> c, Vector128<uint> d, ref byte table)
    {
        var (ab01, ab23) = Zip(a, b);
        var (cd01, cd23) = Zip(c, d);
        var (place0, place1) = Zip(ab01, cd01);
        var (place2, place3) = Zip(ab23, cd23);
        Add(ref low, ref high, place0, ref table);
        Add(ref low, ref high, place1, ref Unsafe.Add(ref table, 16));
        Add(ref low, ref high, place2, ref Unsafe.Add(ref table, 32));
        Add(ref low, ref high, place3, ref Unsafe.Add(ref table, 48));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref Vector128<ushort> low, ref Vector128<ushort> high, Vector128<ulong> place, ref byte table)
    {
        var half = Vector128.Create((byte)0x0F);
        var lower = Look(Vector128.LoadUnsafe(ref table), place.AsByte() & half);
        var upper = Look(Vector128.LoadUnsafe(ref table, WeightTables.EntriesPerWord / 2), (place >>> 4).AsByte() & half);
        var (first, last) = Vector128.Widen(Vector128.AddSaturate(lower, upper));
        low += first;
        high += last;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<ulong> Low, Vector128<ulong> High) Zip(Vector128<uint> a, Vector128<uint> b) => Sse2.IsSupported
        ? (Sse2.UnpackLow(a, b).AsUInt64(), Sse2.UnpackHigh(a, b).AsUInt64())
        : (AdvSimd.Arm64.ZipLow(a, b).AsUInt64(), AdvSimd.Arm64.ZipHigh(a, b).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<ulong> Low, Vector128<ulong> High) Zip(Vector128<ulong> a, Vector128<ulong> b) => Sse2.IsSupported
        ? (Sse2.UnpackLow(a, b), Sse2.UnpackHigh(a, b))
        : (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Look(Vector128<byte> table, Vector128<byte> indices) => Ssse3.IsSupported ? Ssse3.Shuffle(table, indices) : Vector128.Shuffle(table, indices);
}
