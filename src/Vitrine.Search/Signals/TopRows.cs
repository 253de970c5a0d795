using Vitrine.Index;

namespace Vitrine.Search.Signals;

/// <summary>Picks the best of many rows whose scores lie together.</summary>
internal static class TopRows
{
    /// <summary>The rows of the largest scores, largest first; equal scores in the order of the rows. A row of −∞ is none.</summary>
    /// <param name="scores">By row; none is NaN.</param>
    /// <param name="count">At most so many, 1 or more.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public static IReadOnlyList<ScoredRow> Of(ReadOnlySpan<float> scores, int count, RowSet? filter)
    {
        var best = new BestRows(Math.Max(1, Math.Min(count, scores.Length)), scores.Length, float.NegativeInfinity);
        for (var row = 0; row < scores.Length; row++)
        {
            if (scores[row] > best.Threshold && filter?.Contains(row) != false)
                best.Offer(row, scores[row]);
        }

        return best.Sorted();
    }

    /// <summary>The same of some rows.</summary>
    /// <param name="scores">Those of <paramref name="rows"/>, in their order; none is NaN.</param>
    /// <param name="rows">Ascending.</param>
    /// <param name="count">At most so many, 1 or more.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public static IReadOnlyList<ScoredRow> Of(ReadOnlySpan<float> scores, ReadOnlySpan<int> rows, int count, RowSet? filter)
    {
        var best = new BestRows(Math.Max(1, Math.Min(count, rows.Length)), rows.Length, float.NegativeInfinity);
        for (var i = 0; i < rows.Length; i++)
        {
            if (scores[i] > best.Threshold && filter?.Contains(rows[i]) != false)
                best.Offer(rows[i], scores[i]);
        }

        return best.Sorted();
    }
}
