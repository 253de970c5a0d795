using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vitrine.Index;

/// <summary>By Hamming distance to a code.</summary>
/// <param name="query">Words of the query, checked.</param>
/// <param name="radius">Greatest distance of what is found; null for any.</param>
internal sealed class CodeRanking(ReadOnlyMemory<ulong> query, int? radius) : NearRanking
{
    // Distances are less: 1,984 bits at most.
    private readonly ushort limit = (ushort)Math.Min(ushort.MaxValue, 1L + (radius ?? ushort.MaxValue - 1));

    /// <summary>Words of the query.</summary>
    public ReadOnlySpan<ulong> Query => query.Span;

    /// <summary>Greatest distance of what is found; null for any.</summary>
    public int? Radius => radius;

    protected override (double InScan, double Alone) Costs => (CodeReading.InScan(query.Length), CodeReading.Alone(query.Length));

    [SkipLocalsInit] // all distances are written
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    protected override void ScanChunk(Segment segment, int start, int items, ReadOnlySpan<ulong> words, Collector? best, PositionSet? within)
    {
        Span<ushort> distances = stackalloc ushort[ChunkItems];
        segment.Codes!.ChunkDistances(query.Span, start, distances);
        ref var first = ref MemoryMarshal.GetReference(distances);
        for (var w = 0; w < words.Length; w++)
        {
            // After a while nearly all distances are too large: 64 are dismissed together.
            var bound = within is null ? (ushort)Math.Min(best!.Bound, limit) : limit;
            if (words[w] != 0 && HitPicker.AnyBelow(ref first, (nuint)(w * 64), bound))
                Offer(distances.Slice(w * 64, 64), words[w], start + w * 64, best, within);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    protected override void GatherChunk(Segment segment, int start, ReadOnlySpan<ulong> words, Collector? best, PositionSet? within)
    {
        // All are on their way from memory before the first is waited for.
        for (var w = 0; w < words.Length; w++)
        {
            for (var bits = words[w]; bits != 0; bits &= bits - 1)
                segment.Codes!.Prefetch(start + w * 64 + BitOperations.TrailingZeroCount(bits));
        }

        Span<ushort> distances = stackalloc ushort[HammingKernel.Lanes];
        for (var w = 0; w < words.Length; w++)
        {
            var word = words[w];
            while (word != 0)
            {
                var first = BitOperations.TrailingZeroCount(word);
                var lane = first / HammingKernel.Lanes * HammingKernel.Lanes;
                var block = word >> lane & ((1UL << HammingKernel.Lanes) - 1);
                word &= ~(block << lane);
                var position = start + w * 64 + lane;
                if ((block & (block - 1)) == 0)
                    distances[first - lane] = (ushort)segment.Codes!.Distance(query.Span, start + w * 64 + first);
                else
                    segment.Codes!.ChunkDistances(query.Span, position, distances);
                Offer(distances, block, position, best, within);
            }
        }
    }

    /// <summary>Offers the items whose bits are set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private void Offer(ReadOnlySpan<ushort> distances, ulong bits, int first, Collector? best, PositionSet? within)
    {
        for (; bits != 0; bits &= bits - 1)
        {
            var i = BitOperations.TrailingZeroCount(bits);
            if (distances[i] >= limit)
                continue;
            within?.Add(first + i);
            best?.Offer(distances[i], first + i);
        }
    }
}
