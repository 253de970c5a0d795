using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vitrine.Index;

/// <summary>By inner product with a vector.</summary>
/// <param name="query">The query.</param>
/// <param name="rowBytes">Bytes of a stored vector.</param>
/// <param name="minScore">Least score of what is found; null for any.</param>
internal sealed class VectorRanking(PreparedQuery query, long rowBytes, float? minScore) : NearRanking
{
    private readonly uint limit = minScore is { } score ? ScoreKey.Rank(score) : uint.MaxValue;

    // A scan reads 20 GB/s; a row alone is waited for, and its page looked up: with 512 bytes a scan is faster where more than one in seven passes. Timed as
    // FilterCosts are.
    protected override (double InScan, double Alone) Costs => (0.05 * rowBytes, 100 + 0.15 * rowBytes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    protected override void ScanChunk(Segment segment, int start, int items, ReadOnlySpan<ulong> words, Collector? best, PositionSet? within)
    {
        Span<float> scores = stackalloc float[ChunkItems];
        segment.Vectors!.Score(query, start, scores[..items]);
        for (var w = 0; w < words.Length; w++)
        {
            for (var bits = words[w]; bits != 0; bits &= bits - 1)
            {
                var i = w * 64 + BitOperations.TrailingZeroCount(bits);
                Offer(scores[i], start + i, best, within);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    protected override void GatherChunk(Segment segment, int start, ReadOnlySpan<ulong> words, Collector? best, PositionSet? within)
    {
        Span<float> score = stackalloc float[1];
        for (var w = 0; w < words.Length; w++)
        {
            for (var bits = words[w]; bits != 0; bits &= bits - 1)
            {
                var position = start + w * 64 + BitOperations.TrailingZeroCount(bits);
                segment.Vectors!.Score(query, position, score);
                Offer(score[0], position, best, within);
            }
        }
    }

    private void Offer(float score, int position, Collector? best, PositionSet? within)
    {
        var rank = ScoreKey.Rank(score);
        if (rank > limit)
            return;
        within?.Add(position);
        best?.Offer(rank, position);
    }
}
