namespace Vitrine.Search.Understanding;

/// <summary>Words that compare the price of what is wanted with that of a product: "cheaper", "more expensive".</summary>
internal static class PriceComparison
{
    // Each language has one word for it, or a word before "dear" and "cheap".
    private static readonly string[][] Lower =
        [["cheaper"], ["less", "expensive"], ["günstiger"], ["billiger"], ["moins", "cher"], ["moins", "chère"], ["más", "barato"], ["más", "barata"], ["più", "economico"], ["goedkoper"]];

    private static readonly string[][] Higher =
        [["pricier"], ["more", "expensive"], ["dearer"], ["teurer"], ["plus", "cher"], ["plus", "chère"], ["más", "caro"], ["más", "cara"], ["più", "caro"], ["duurder"]];

    /// <summary>The comparison that begins at a word, and how many words it takes; null where none does.</summary>
    /// <param name="words">As they were typed, in lower case, cut at white space.</param>
    /// <param name="at">The word.</param>
    public static (bool IsLower, int Words)? At(IReadOnlyList<string> words, int at) =>
        LengthIn(Lower, words, at) is > 0 and var lower ? (true, lower) : LengthIn(Higher, words, at) is > 0 and var higher ? (false, higher) : null;

    private static int LengthIn(string[][] phrases, IReadOnlyList<string> words, int at) =>
        phrases.FirstOrDefault(phrase => at + phrase.Length <= words.Count && phrase.Index().All(word => words[at + word.Index].TrimEnd(',', '.') == word.Item))?.Length ?? 0;
}
