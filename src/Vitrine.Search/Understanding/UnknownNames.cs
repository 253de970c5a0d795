using Vitrine.Search.Queries;
using Vitrine.Search.Thesaurus;

namespace Vitrine.Search.Understanding;

/// <summary>Reads names that no product has by what they mean in the language of the shop.</summary>
internal static class UnknownNames
{
    /// <param name="words">As they were typed, in lower case.</param>
    /// <param name="language">That of the shop; one that no thesaurus is at hand for reads nothing.</param>
    /// <param name="productsWith">Products that have all words of a name.</param>
    /// <param name="isSlip">Whether a word is sooner a slip of the finger than a name for what so many products have: "bleu" of "blue", though it is a cheese.</param>
    /// <returns>The words, and what was read otherwise.</returns>
    public static (IReadOnlyList<string> Words, IReadOnlyList<(string Typed, string Read)> Read) Apply(IReadOnlyList<string> words, string language, Func<string, long> productsWith, Func<string, long, bool> isSlip)
    {
        var (read, changed) = (new List<string>(), new List<(string, string)>());
        if (language != EnglishThesaurus.Language)
            return (words, changed);
        for (var at = 0; at < words.Count;)
        {
            var (length, meant) = productsWith(words[at]) > 0 ? (1, null) : LongestAt(words, at, productsWith, isSlip);
            if (meant is null)
            {
                read.Add(words[at++]);
                continue;
            }

            changed.Add((string.Join(' ', words.Skip(at).Take(length)), meant));
            read.AddRange(meant.Split(' '));
            at += length;
        }

        return (read, changed);
    }

    private static (int Length, string? Meant) LongestAt(IReadOnlyList<string> words, int at, Func<string, long> productsWith, Func<string, long, bool> isSlip)
    {
        for (var length = Math.Min(EnglishThesaurus.MostWords, words.Count - at); length > 0; length--)
        {
            foreach (var group in EnglishThesaurus.Instance.ReadingsOf(string.Join(' ', words.Skip(at).Take(length))))
            {
                // A shop that writes "women" has no "woman".
                var best = group.Concat(group.Select(EnglishPlural.Other).OfType<string>()).Select(name => (Name: name, Products: productsWith(name))).MaxBy(name => name.Products);
                if (best.Products > 0)
                    return length == 1 && isSlip(words[at], best.Products) ? (0, null) : (length, best.Name);
            }
        }

        return (0, null);
    }
}
