using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>
/// 128 bits: a block of eight codes as four registers of two. ARM counts the bits of bytes itself; elsewhere the table of
/// <see cref="HammingKernel512"/> does.
/// </summary>
internal sealed class HammingKernel128 : HammingKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Run(ReadOnlySpan<ulong> blocks, ReadOnlySpan<ulong> query, Span<ushort> distances, int count)
    {
        ref var block = ref MemoryMarshal.GetReference(blocks);
        ref var output = ref MemoryMarshal.GetReference(distances);
        for (nuint b = 0; b < (nuint)count; b++)
        {
            Vector128<byte> ones0 = default, ones1 = default, ones2 = default, ones3 = default;
            foreach (var word in query)
            {
                var queryWord = Vector128.Create(word);
                ones0 += Ones(Vector128.LoadUnsafe(ref block) ^ queryWord);
                ones1 += Ones(Vector128.LoadUnsafe(ref block, 2) ^ queryWord);
                ones2 += Ones(Vector128.LoadUnsafe(ref block, 4) ^ queryWord);
                ones3 += Ones(Vector128.LoadUnsafe(ref block, 6) ^ queryWord);
                block = ref Unsafe.Add(ref block, Lanes);
            }

            var first = Vector128.Narrow(Sums(ones0), Sums(ones1));
            var second = Vector128.Narrow(Sums(ones2), Sums(ones3));
            Vector128.Narrow(first, second).StoreUnsafe(ref output, b * Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Ones(Vector128<ulong> bits)
    {
        if (AdvSimd.IsSupported)
            return AdvSimd.PopCount(bits.AsByte());
        var table = Vector128.Create(0x0302020102010100UL, 0x0403030203020201UL).AsByte();
        var low = Vector128.Create((byte)0x0F);
        // The portable shuffle also clears lanes whose index is out of range, which these never are; SSSE3's own saves that work.
        return Ssse3.IsSupported
            ? Ssse3.Shuffle(table, bits.AsByte() & low) + Ssse3.Shuffle(table, (bits >>> 4).AsByte() & low)
            : Vector128.Shuffle(table, bits.AsByte() & low) + Vector128.Shuffle(table, (bits >>> 4).AsByte() & low);
    }

    /// <summary>Sum of the eight byte counts of each 64-bit lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Sums(Vector128<byte> ones)
    {
        if (Sse2.IsSupported)
            return Sse2.SumAbsoluteDifferences(ones, Vector128<byte>.Zero).AsUInt64();
        if (AdvSimd.IsSupported)
            return AdvSimd.AddPairwiseWidening(AdvSimd.AddPairwiseWidening(AdvSimd.AddPairwiseWidening(ones)));
        var (low, high) = (ones.AsUInt64().GetElement(0), ones.AsUInt64().GetElement(1));
        return Vector128.Create(SumBytes(low), SumBytes(high));
    }

    private static ulong SumBytes(ulong bytes)
    {
        ulong sum = 0;
        for (; bytes != 0; bytes >>= 8)
            sum += bytes & 0xFF;
        return sum;
    }
}
