using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vitrine.Index;

/// <summary>Offers the scores of neighbouring rows to the best k so far.</summary>
internal static class ScorePicker
{
    /// <summary>Offers every score that can still be taken.</summary>
    /// <param name="scores">Scores of neighbouring rows.</param>
    /// <param name="firstRow">Row of the first.</param>
    /// <param name="best">Receives the keys.</param>
    /// <param name="accepts">Filter on rows, null for none; asked only for scores that would be taken.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    public static void Above(ReadOnlySpan<float> scores, int firstRow, TopK best, Func<int, bool>? accepts)
    {
        ref var first = ref MemoryMarshal.GetReference(scores);
        var i = 0;
        for (; i + Vector256<float>.Count <= scores.Length; i += Vector256<float>.Count)
        {
            // After a while nearly all scores are too small: eight are dismissed together.
            if (best.Bound > uint.MaxValue || Vector256.GreaterThanAny(Vector256.LoadUnsafe(ref first, (nuint)i), Vector256.Create(ScoreKey.Score((uint)best.Bound))))
                Each(scores.Slice(i, Vector256<float>.Count), firstRow + i, best, accepts);
        }

        Each(scores[i..], firstRow + i, best, accepts);
    }

    private static void Each(ReadOnlySpan<float> scores, int firstRow, TopK best, Func<int, bool>? accepts)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            var rank = ScoreKey.Rank(scores[i]);
            if (rank < best.Bound && (accepts is null || accepts(firstRow + i)))
                best.Offer((ulong)rank << 32 | (uint)(firstRow + i));
        }
    }
}
