using Vitrine.Platform;

namespace Vitrine.Search.Queries;

/// <summary>Words that shoppers put into a query and that say nothing of the product, as no word of the shop begins like one of them: "looking" must not find "Look".</summary>
internal sealed class UnknownWords
{
    private const int Syllables = 3;

    // A word of a stem shared with another begins with the same letters.
    private const int MostCompared = 4;

    private static readonly string[] Usual = ["cheap", "nice", "buy", "online", "affordable", "stylish", "best", "good-looking", "beautiful", "quality", "wanted", "please", "looking", "something"];

    private readonly string[] usual;
    private readonly Func<string, bool> isKnown;

    /// <param name="known">The words of the shop.</param>
    public UnknownWords(IReadOnlySet<string> known)
    {
        var beginnings = known.Select(Beginning).ToHashSet(StringComparer.Ordinal);
        isKnown = word => beginnings.Contains(Beginning(word));
        usual = [.. Usual.Where(word => !isKnown(word))];
    }

    /// <summary>Such a word, which the bits choose; a made-up one where the shop has words like all of them.</summary>
    public string Choose(ulong bits) => usual.Length > 0 ? usual[bits % (ulong)usual.Length] : MadeUp(bits).First(word => !isKnown(word));

    private static IEnumerable<string> MadeUp(ulong bits)
    {
        for (var number = 0UL; ; number++)
        {
            var draw = SplitMix64.At(bits, number);
            yield return string.Concat(Enumerable.Range(0, Syllables).Select(syllable => $"{"bdfgklmnprstvz"[(int)((draw >> (16 * syllable)) % 14)]}{"aeiou"[(int)((draw >> (16 * syllable + 8)) % 5)]}"));
        }
    }

    private static string Beginning(string word) => word.Length > MostCompared ? word[..MostCompared] : word;
}
