namespace Vitrine.Search.Words;

/// <summary>What the stemming algorithm of English leaves undone, and what it does too much.</summary>
internal static class EnglishStem
{
    private const int Shortest = 3;
    private const string Vowels = "aeiouy";

    // Things of their own, though their stems are those of others: bedding is no bed, a dressing gown no dress, and an earring no ear.
    private static readonly HashSet<string> Things = new(
    [
        "bearing", "bedding", "ceiling", "clothing", "dressing", "earring", "housing", "icing", "legging", "stocking", "topping", "training", "wedding",
    ], StringComparer.Ordinal);

    /// <summary>The stem of a word: of a plural without vowels too, "TVs" and "SSDs".</summary>
    /// <param name="word">In lower case.</param>
    /// <param name="stem">As the algorithm gives it.</param>
    public static string Of(string word, string stem)
    {
        if (word.Length < Shortest)
            return stem;
        var singular = word[^1] == 's' ? word[..^1] : word;
        if (Things.Contains(singular))
            return singular;
        return word[^1] == 's' && !word.Any(Vowels.Contains) ? singular : stem;
    }
}
