namespace Vitrine.Search.Words;

/// <summary>
/// How far a typed word is from a meant one: letters left out, put in, replaced, and neighbours swapped (the distance of Damerau 1964 and Levenshtein 1966, as optimal string alignment). Each counts one, a little less
/// where fingers do it often (two letters swapped, a neighbouring key, one letter of a double), a little more where neither fingers nor ears mislead (another key far off, a letter that nothing brought in),
/// and at the first letter, where slips are rare (Kukich 1992, "Techniques for automatically correcting words in text", section 2.1).
/// </summary>
internal static class Slip
{
    /// <summary>The cost of an edit that fingers make often.</summary>
    public const float Likely = 0.9f;

    private const float Usual = 1;
    private const float Unlikely = 1.1f;
    private const float FirstLetter = 0.1f;
    private const string Vowels = "aeiouy";

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
                cost = Math.Min(cost, last[j] + PutIn(typed, i - 1));
                cost = Math.Min(cost, row[j - 1] + LeftOut(meant, j - 1));
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
        return (Keyboard.AreNeighbours(typed[i], meant[j]) ? Likely : SoundAlike(typed[i], meant[j]) ? Usual : Unlikely) + (j == 0 ? FirstLetter : 0);
    }

    // Who spells by ear takes one vowel for another.
    private static bool SoundAlike(char one, char other) => Vowels.Contains(one) && Vowels.Contains(other);

    /// <summary>A letter too many: beside its like a key was held too long, beside its neighbour two keys were hit at once.</summary>
    private static float PutIn(ReadOnlySpan<char> typed, int place)
    {
        var cost = IsDouble(typed, place) ? Likely : IsBesideNeighbour(typed, place) ? Usual : Unlikely;
        return cost + (place == 0 ? FirstLetter : 0);
    }

    /// <summary>A letter too few: of a double one is easily lost.</summary>
    private static float LeftOut(ReadOnlySpan<char> meant, int place) => (IsDouble(meant, place) ? Likely : Usual) + (place == 0 ? FirstLetter : 0);

    private static bool IsDouble(ReadOnlySpan<char> word, int place) => place > 0 && word[place - 1] == word[place];

    private static bool IsBesideNeighbour(ReadOnlySpan<char> word, int place) =>
        (place > 0 && Keyboard.AreNeighbours(word[place - 1], word[place])) || (place + 1 < word.Length && Keyboard.AreNeighbours(word[place], word[place + 1]));
}
