namespace Vitrine.Evaluation;

/// <summary>The share of the first k that belong to a small set: what a hard negative must not be among. P@k for a set that is given by its rows.</summary>
public static class SetPrecision
{
    /// <summary>Expectation and bounds over the orders of equal scores; divided by k, whatever the size of the gallery.</summary>
    /// <param name="scores">Score of every gallery item, higher is better.</param>
    /// <param name="rows">The set, each row once.</param>
    /// <param name="k">1 or more.</param>
    /// <param name="excludedRow">A row that is taken out of the gallery and of the set, −1 for none.</param>
    public static TieAware At(ReadOnlySpan<float> scores, ReadOnlySpan<int> rows, int k, int excludedRow = -1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var ranked = new SortedDictionary<float, int>(Comparer<float>.Create((a, b) => b.CompareTo(a)));
        foreach (var row in rows)
        {
            if (row != excludedRow)
                ranked[scores[row]] = ranked.GetValueOrDefault(scores[row]) + 1;
        }

        var sum = new TieAware(0, 0, 0);
        foreach (var (score, members) in ranked)
        {
            int before = 0, tied = 0;
            for (var row = 0; row < scores.Length; row++)
            {
                before += row != excludedRow && scores[row] > score ? 1 : 0;
                tied += row != excludedRow && scores[row] == score ? 1 : 0;
            }

            var places = Math.Clamp(k - before, 0, tied);
            sum = new TieAware(sum.Value + (double)members * places / tied, sum.Pessimistic + Math.Max(0, places - (tied - members)), sum.Optimistic + Math.Min(places, members));
        }

        return new TieAware(sum.Value / k, sum.Pessimistic / k, sum.Optimistic / k);
    }
}
