namespace Vitrine.Search.Words;

/// <summary>What the stemming algorithm of English leaves undone.</summary>
internal static class EnglishStem
{
    private const int Shortest = 3;
    private const string Vowels = "aeiouy";

    /// <summary>The stem of a word: of a plural without vowels too, "TVs" and "SSDs".</summary>
    /// <param name="word">In lower case.</param>
    /// <param name="stem">As the algorithm gives it.</param>
    public static string Of(string word, string stem) =>
        word.Length >= Shortest && word[^1] == 's' && !word.Any(Vowels.Contains) ? word[..^1] : stem;
}
