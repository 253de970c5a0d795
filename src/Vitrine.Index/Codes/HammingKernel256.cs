using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>AVX2: a block of eight codes as two registers of four; see <see cref="HammingKernel512"/> for the counting.</summary>
internal sealed class HammingKernel256 : HammingKernel
{
    // The processor fetches ahead by itself, but stops at the end of a page, and counting keeps it from asking for much at a time.
    private const int PrefetchBytes = 4096;

    protected override void Run(ReadOnlySpan<ulong> blocks, ReadOnlySpan<ulong> query, Span<ushort> distances, int count)
    {
        // Short codes leave little to do between two loads: what can be set up before the loop is.
        if (query.Length == 1)
            RunOneWord(blocks, query[0], distances, count);
        else if (query.Length == 2)
            RunTwoWords(blocks, query[0], query[1], distances, count);
        else
            RunWords(blocks, query, distances, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunOneWord(ReadOnlySpan<ulong> blocks, ulong word, Span<ushort> distances, int count)
    {
        ref var block = ref MemoryMarshal.GetReference(blocks);
        ref var output = ref MemoryMarshal.GetReference(distances);
        var query = Vector256.Create(word);
        for (nuint b = 0; b < (nuint)count; b++)
        {
            Prefetch(ref block);
            Put(Ones(Vector256.LoadUnsafe(ref block) ^ query), Ones(Vector256.LoadUnsafe(ref block, 4) ^ query), ref output, b);
            block = ref Unsafe.Add(ref block, Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTwoWords(ReadOnlySpan<ulong> blocks, ulong word0, ulong word1, Span<ushort> distances, int count)
    {
        ref var block = ref MemoryMarshal.GetReference(blocks);
        ref var output = ref MemoryMarshal.GetReference(distances);
        var (query0, query1) = (Vector256.Create(word0), Vector256.Create(word1));
        for (nuint b = 0; b < (nuint)count; b++)
        {
            Prefetch(ref block);
            Prefetch(ref Unsafe.Add(ref block, Lanes));
            Put(Ones(Vector256.LoadUnsafe(ref block) ^ query0) + Ones(Vector256.LoadUnsafe(ref block, Lanes) ^ query1),
                Ones(Vector256.LoadUnsafe(ref block, 4) ^ query0) + Ones(Vector256.LoadUnsafe(ref block, Lanes + 4) ^ query1), ref output, b);
            block = ref Unsafe.Add(ref block, 2 * Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunWords(ReadOnlySpan<ulong> blocks, ReadOnlySpan<ulong> query, Span<ushort> distances, int count)
    {
        ref var block = ref MemoryMarshal.GetReference(blocks);
        ref var output = ref MemoryMarshal.GetReference(distances);
        for (nuint b = 0; b < (nuint)count; b++)
        {
            Vector256<byte> left = default, right = default;
            foreach (var word in query)
            {
                Prefetch(ref block);
                var queryWord = Vector256.Create(word);
                left += Ones(Vector256.LoadUnsafe(ref block) ^ queryWord);
                right += Ones(Vector256.LoadUnsafe(ref block, 4) ^ queryWord);
                block = ref Unsafe.Add(ref block, Lanes);
            }

            Put(left, right, ref output, b);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref ulong block) => Sse.Prefetch0((byte*)Unsafe.AsPointer(ref block) + PrefetchBytes);

    /// <summary>Writes the sums of eight lanes. They are at most 1,984 and fit 16 bits: 4+4 lanes of 64 bits become eight of 32, and then eight of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector256<byte> left, Vector256<byte> right, ref ushort output, nuint block)
    {
        var sums = Vector256.Narrow(Sums(left), Sums(right));
        Vector128.Narrow(sums.GetLower(), sums.GetUpper()).StoreUnsafe(ref output, block * Lanes);
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
