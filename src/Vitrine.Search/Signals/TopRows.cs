using Vitrine.Index;

namespace Vitrine.Search.Signals;

/// <summary>Picks the best of all rows.</summary>
internal static class TopRows
{
    // As many as are gathered before the worse ones go: few sorts, of little.
    private const int Gathered = 4;

    /// <summary>The rows of the largest scores, largest first; equal scores in the order of the rows. A row of −∞ is none.</summary>
    /// <param name="scores">By row; none is NaN.</param>
    /// <param name="count">At most so many, 1 or more.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public static IReadOnlyList<ScoredRow> Of(ReadOnlySpan<float> scores, int count, RowSet? filter)
    {
        count = Math.Min(count, scores.Length);
        var keys = new ulong[(int)Math.Min(scores.Length, (long)Gathered * count)];
        var (gathered, least) = (0, float.NegativeInfinity);
        for (var row = 0; row < scores.Length; row++)
        {
            // Rows come in their order: one that equals the last of enough rows loses.
            if (!(scores[row] > least) || (filter is not null && !filter.Contains(row)))
                continue;
            if (gathered == keys.Length)
            {
                keys.AsSpan().Sort();
                gathered = count;
                least = scores[(int)(uint)keys[count - 1]];
                if (scores[row] <= least)
                    continue;
            }

            keys[gathered++] = KeyOf(scores[row], row);
        }

        keys.AsSpan(0, gathered).Sort();
        var found = new ScoredRow[Math.Min(gathered, count)];
        for (var i = 0; i < found.Length; i++)
            found[i] = new ScoredRow((int)(uint)keys[i], scores[(int)(uint)keys[i]]);
        return found;
    }

    // Ascending keys are descending scores, and then ascending rows. Adding 0 makes +0 of −0, which equals it.
    private static ulong KeyOf(float score, int row)
    {
        var bits = BitConverter.SingleToUInt32Bits(score + 0f);
        return (ulong)((bits & 0x8000_0000) != 0 ? bits : ~(bits | 0x8000_0000)) << 32 | (uint)row;
    }
}
