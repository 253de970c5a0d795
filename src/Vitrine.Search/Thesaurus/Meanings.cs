using Vitrine.Search.Words;

namespace Vitrine.Search.Thesaurus;

/// <summary>What else a rare name of a shop may mean, besides itself.</summary>
internal static class Meanings
{
    // What a twentieth of the products has is a word of the shop's own: "polo" is no other shirt there.
    private const int CommonOneIn = 20;

    /// <summary>For a name the groups of others that at least twenty times as many products have, the likeliest first; null where no thesaurus knows the language of the shop.</summary>
    /// <param name="words">Of the products; must outlive this.</param>
    public static Func<string, IEnumerable<IEnumerable<string>>>? Of(WordIndex words)
    {
        if (words.Language != EnglishThesaurus.Language)
            return null;
        var counts = new NameCounts(words);
        return name =>
        {
            var own = CommonOneIn * counts.ProductsWith(name);
            return EnglishThesaurus.Instance.ReadingsOf(name).Select(group => group.Where(other => counts.ProductsWith(other) is > 0 and var products && products >= own));
        };
    }
}
