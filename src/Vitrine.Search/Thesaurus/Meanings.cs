using Vitrine.Search.Traits;
using Vitrine.Search.Words;

namespace Vitrine.Search.Thesaurus;

/// <summary>What else a name of a shop may mean, besides itself.</summary>
internal static class Meanings
{
    // What a twentieth of the products has is a word of the shop's own: "polo" is no other shirt there.
    private const int CommonOneIn = 20;

    // Fewer products may have a word by chance.
    private const int FewestOfAThing = 3;

    /// <summary>Other names for what a name of a shop means; null where no thesaurus knows its language.</summary>
    public static Func<string, IEnumerable<string>>? SynonymsIn(string language) => language == EnglishThesaurus.Language ? EnglishThesaurus.Instance.SynonymsOf : null;

    /// <summary>Whether a word is one of the language; null where no thesaurus knows it.</summary>
    public static Func<string, bool>? WordsOf(string language) => language == EnglishThesaurus.Language ? EnglishThesaurus.Instance.Has : null;

    /// <summary>
    /// For a name the groups of others that at least twenty times as many products have, the likeliest first; then, for a name of several products, the groups of others that any product has.
    /// Null where no thesaurus knows the language of the shop.
    /// </summary>
    /// <param name="words">Of the products; must outlive this.</param>
    public static Func<string, IEnumerable<Meaning>>? Of(WordIndex words)
    {
        if (words.Language != EnglishThesaurus.Language)
            return null;
        var counts = new NameCounts(words);
        return name =>
        {
            var own = counts.ProductsWith(name);
            string[][] groups = [.. EnglishThesaurus.Instance.ReadingsOf(name), .. EnglishThesaurus.Instance.FurtherReadingsOf(name)];
            var meant = groups.Select(group => new Meaning(group.Where(other => counts.ProductsWith(other) is > 0 and var products && products >= CommonOneIn * own), IsThingOfItsOwn: false));
            return own < FewestOfAThing ? meant : meant.Concat(groups.Select(group => new Meaning(group.Where(other => counts.ProductsWith(other) > 0), IsThingOfItsOwn: true)));
        };
    }
}
