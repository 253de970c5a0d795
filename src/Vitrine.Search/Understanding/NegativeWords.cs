namespace Vitrine.Search.Understanding;

/// <summary>Takes out of a query what is not wanted: "dress without sleeves" is "dress", and no "sleeves". Each language says so in its own words.</summary>
internal static class NegativeWords
{
    // After these stands what is not wanted.
    private static readonly Dictionary<string, string[]> Before = new(StringComparer.Ordinal)
    {
        ["catalan"] = ["sense"],
        ["danish"] = ["uden"],
        ["dutch"] = ["zonder", "geen"],
        ["english"] = ["without", "no", "not", "except"],
        ["finnish"] = ["ilman"],
        ["french"] = ["sans"],
        ["german"] = ["ohne", "kein", "keine", "keinen"],
        ["irish"] = ["gan"],
        ["italian"] = ["senza"],
        ["norwegian"] = ["uten"],
        ["portuguese"] = ["sem"],
        ["romanian"] = ["fără"],
        ["russian"] = ["без"],
        ["spanish"] = ["sin"],
        ["swedish"] = ["utan"],
    };

    // They begin something else: "without hood in red" is red.
    private static readonly HashSet<string> Ends = new(["in", "with", "for", "and", "but", "from", "by", "under", "below", "over", "above", "mit", "für", "und", "aber", "avec", "pour", "et", "con", "para", "per", "y", "e"], StringComparer.Ordinal);

    /// <summary>What is wanted, and what is not.</summary>
    /// <param name="words">As they were typed, in lower case.</param>
    /// <param name="language">That of the shop.</param>
    /// <param name="isKnown">Whether some product has such words, taken together: "no show socks" is a kind of socks.</param>
    public static (IReadOnlyList<string> Wanted, IReadOnlyList<string> Without) Split(IReadOnlyList<string> words, string language, Func<string, bool> isKnown)
    {
        var (wanted, without) = (new List<string>(), new List<string>());
        var before = Before.GetValueOrDefault(language, []);
        for (var at = 0; at < words.Count; at++)
        {
            var length = before.Contains(words[at], StringComparer.Ordinal) ? LengthAfter(words, at, isKnown) : 0;
            if (length == 0)
            {
                wanted.Add(words[at]);
                continue;
            }

            without.Add(string.Join(' ', words.Skip(at + 1).Take(length)));
            at += length;
        }

        return wanted.Count > 0 ? (wanted, without) : (words, []); // who wants nothing is not understood
    }

    // Up to the next word that begins something else.
    private static int LengthAfter(IReadOnlyList<string> words, int at, Func<string, bool> isKnown)
    {
        var length = 0;
        while (at + 1 + length < words.Count && !Ends.Contains(words[at + 1 + length]) && length < 3)
            length++;
        return length > 0 && isKnown($"{words[at]} {words[at + 1]}") ? 0 : length;
    }
}
