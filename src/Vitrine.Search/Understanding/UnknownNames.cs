using Vitrine.Search.Queries;
using Vitrine.Search.Thesaurus;

namespace Vitrine.Search.Understanding;

/// <summary>Reads names that no product has by what they mean in the language of the shop.</summary>
internal static class UnknownNames
{
    /// <param name="words">As they were typed, in lower case.</param>
    /// <param name="language">That of the shop; one that no table is at hand for reads nothing.</param>
    /// <param name="isKnown">Whether some product has a word.</param>
    /// <param name="productsWith">Products that have all words of a name as they are written.</param>
    /// <param name="isSlip">Whether a word is sooner a slip of the finger than a name for what so many products have: "bleu" of "blue", though it is a cheese.</param>
    /// <param name="goesWithThing">Whether a meaning of a word that stands before the thing goes with it: some product has both, or has no such thing. A "jet washer" is no green one.</param>
    /// <returns>The words, and what was read otherwise.</returns>
    public static (IReadOnlyList<string> Words, IReadOnlyList<(string Typed, string Read)> Read) Apply(
        IReadOnlyList<string> words, string language, Func<string, bool> isKnown, Func<string, long> productsWith, Func<string, long, bool> isSlip, Func<string, int, int, bool> goesWithThing)
    {
        var (read, changed) = (new List<string>(), new List<(string, string)>());
        if (ReadingsIn(language) is not { } readingsOf)
            return (words, changed);
        for (var at = 0; at < words.Count;)
        {
            var (length, meant) = isKnown(words[at]) ? (1, null) : LongestAt(at);
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

        (int Length, string? Meant) LongestAt(int at)
        {
            for (var length = Math.Min(EnglishThesaurus.MostWords, words.Count - at); length > 0; length--)
            {
                foreach (var group in readingsOf(string.Join(' ', words.Skip(at).Take(length))).Where(group => group.Length > 0))
                {
                    // A shop that writes "women" has no "woman".
                    var forms = language == EnglishThesaurus.Language ? group.Concat(group.Select(EnglishPlural.Other).OfType<string>()) : group;
                    var best = forms.Select(name => (Name: name, Products: productsWith(name))).MaxBy(name => name.Products);
                    if (best.Products > 0 && length == 1 && isSlip(words[at], best.Products))
                        return (0, null);
                    if (best.Products > 0 && goesWithThing(best.Name, at, length))
                        return (length, best.Name);
                }
            }

            return (0, null);
        }
    }

    private static Func<string, IEnumerable<string[]>>? ReadingsIn(string language) => language == EnglishThesaurus.Language ? EnglishThesaurus.Instance.ReadingsOf : ShopNames.In(language) is { } names ? names.ReadingsOf : null;
}
