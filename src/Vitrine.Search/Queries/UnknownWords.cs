using Vitrine.Platform;

namespace Vitrine.Search.Queries;

/// <summary>Words that shoppers put into a query and that say nothing of the product.</summary>
internal static class UnknownWords
{
    private const int Syllables = 3;

    private static readonly string[] Usual = ["cheap", "nice", "buy", "online", "affordable", "stylish", "best", "good-looking", "beautiful", "quality", "wanted", "please", "looking", "something"];

    /// <summary>Such words in an order that the bits choose, and behind them made-up ones without end.</summary>
    public static IEnumerable<string> Of(ulong bits)
    {
        foreach (var word in Phrasing.Permuted(Usual, bits))
            yield return word;
        for (var number = 0UL; ; number++)
        {
            var draw = SplitMix64.At(bits, number);
            yield return string.Concat(Enumerable.Range(0, Syllables).Select(syllable => $"{"bdfgklmnprstvz"[(int)((draw >> (16 * syllable)) % 14)]}{"aeiou"[(int)((draw >> (16 * syllable + 8)) % 5)]}"));
        }
    }
}
