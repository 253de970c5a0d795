namespace Vitrine.Search.Words;

/// <summary>
/// How far a typed word is from a meant one: letters left out, put in, replaced, and neighbours swapped (the distance of Damerau 1964 and Levenshtein 1966, as optimal string alignment). Each counts one, a little less
/// where fingers do it often (two letters swapped, a neighbouring key, one letter of a double), a little more at the first letter.
/// </summary>
internal static class Slip
{
    /// <summary>The cost of an edit that fingers make often.</summary>
    public const float Likely = 0.9f;

    private const float FirstLetter = 0.05f;

    /// <summary>Whole edits of a cost. Three likely ones cost more than 2.5.</summary>
    public static int Edits(float cost) => (int)MathF.Round(cost);

    /// <summary>The cost, or ∞ where it is more than some edits.</summary>
    /// <param name="typed">Folded.</param>
    /// <param name="meant">Folded, of at most <see cref="WordSplitter.LongestWord"/> characters.</param>
    /// <param name="most">Whole edits.</param>
    public static float Cost(ReadOnlySpan<char> typed, ReadOnlySpan<char> meant, int most)
    {
        Span<float> before = stackalloc float[meant.Length + 1], last = stackalloc float[meant.Length + 1], row = stackalloc float[meant.Length + 1];
        for (var j = 0; j <= meant.Length; j++)
            last[j] = j;
        for (var i = 1; i <= typed.Length; i++)
        {
            var least = row[0] = i;
            for (var j = 1; j <= meant.Length; j++)
            {
                var cost = last[j - 1] + Replaced(typed, meant, i - 1, j - 1);
                cost = Math.Min(cost, last[j] + Single(typed, i - 1));
                cost = Math.Min(cost, row[j - 1] + Single(meant, j - 1));
                if (i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1])
                    cost = Math.Min(cost, before[j - 2] + Likely);
                row[j] = cost;
                least = Math.Min(least, cost);
            }

            if (Edits(least) > most)
                return float.PositiveInfinity;
            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return Edits(last[^1]) <= most ? last[^1] : float.PositiveInfinity;
    }

    private static float Replaced(ReadOnlySpan<char> typed, ReadOnlySpan<char> meant, int i, int j)
    {
        if (typed[i] == meant[j])
            return 0;
        return (Keyboard.AreNeighbours(typed[i], meant[j]) ? Likely : 1) + (j == 0 ? FirstLetter : 0);
    }

    /// <summary>A letter that stands in one of the words only: beside its like it is easily lost or doubled.</summary>
    private static float Single(ReadOnlySpan<char> word, int place)
    {
        var isDouble = place > 0 && word[place - 1] == word[place];
        return (isDouble ? Likely : 1) + (place == 0 ? FirstLetter : 0);
    }
}
