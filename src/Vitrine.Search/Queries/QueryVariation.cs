using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Platform;

namespace Vitrine.Search.Queries;

/// <summary>Says queries in other ways, as the words of the shop allow it.</summary>
internal sealed class QueryVariation
{
    // Some kinds of a shop in another language happen to have an English plural too ("T-Shirts"), hardly every fourth.
    private const double LeastInflected = 0.25;

    private readonly HashSet<string> titleWords, valueWords;
    private readonly UnknownWords unknownWords;
    private readonly bool hasPlurals;

    private QueryVariation(HashSet<string> titleWords, HashSet<string> valueWords, bool hasPlurals) =>
        (this.titleWords, this.valueWords, this.hasPlurals, unknownWords) = (titleWords, valueWords, hasPlurals, new UnknownWords(titleWords.Union(valueWords).ToHashSet(StringComparer.Ordinal)));

    public static QueryVariation Of(CatalogueStore store, IReadOnlyList<Aspect> aspects, CancellationToken cancellation)
    {
        var titleWords = new HashSet<string>(StringComparer.Ordinal);
        foreach (var title in store.Titles())
        {
            cancellation.ThrowIfCancellationRequested();
            titleWords.UnionWith(WordTokenizer.Words(title));
            titleWords.UnionWith(WordTokenizer.Terms(title));
        }

        var valueWords = aspects.SelectMany(aspect => aspect.Wordings).SelectMany(wording => wording.Split(' ')).ToHashSet(StringComparer.Ordinal);
        string[] inflected = [.. aspects.Where(aspect => aspect.IsKind).SelectMany(aspect => aspect.Wordings).Select(wording => EnglishPlural.Other(wording.Split(' ')[^1])).OfType<string>().Distinct()];
        var attested = inflected.Count(word => titleWords.Contains(word) || valueWords.Contains(word));
        return new QueryVariation(titleWords, valueWords, inflected.Length > 0 && attested >= LeastInflected * inflected.Length);
    }

    /// <summary>The query in this way, or null.</summary>
    public string? Say(ShopperQuery query, QueryVariant variant)
    {
        var bits = SplitMix64.At(query.Bits, (ulong)variant + 1);
        var said = variant switch
        {
            QueryVariant.AsIs => query.Phrases,
            QueryVariant.Slip => Replaced(query.Phrases, bits, word => FingerSlip.Of(word, bits).FirstOrDefault(slip => !IsKnown(slip))),
            QueryVariant.Plural => hasPlurals ? Inflected(query.Phrases) : null,
            QueryVariant.Order => Reordered(query.Phrases, bits),
            QueryVariant.UnknownWord => Inserted(query.Phrases, unknownWords.Choose(bits), bits),
            _ => Replaced(query.Phrases, bits, word => Phrasing.Permuted([.. EnglishSynonyms.Of(word)], bits).FirstOrDefault(other => !valueWords.Contains(other))),
        };
        return said is null ? null : QueryText.Of(said);
    }

    private bool IsKnown(string word) => titleWords.Contains(word) || valueWords.Contains(word);

    // The first word, in an order that the bits choose, that there is another for.
    private static IReadOnlyList<Phrase>? Replaced(IReadOnlyList<Phrase> phrases, ulong bits, Func<string, string?> other)
    {
        var places = phrases.SelectMany((phrase, p) => phrase.Words.Select((word, w) => (Phrase: p, Word: w)));
        foreach (var (p, w) in Phrasing.Permuted([.. places], bits))
        {
            if (other(phrases[p].Words[w]) is { } found)
                return With(phrases, p, w, found);
        }

        return null;
    }

    // What an English kind is stands at its end: "casual shoes".
    private static IReadOnlyList<Phrase>? Inflected(IReadOnlyList<Phrase> phrases)
    {
        var kind = phrases.Index().FirstOrDefault(phrase => phrase.Item.IsKind);
        return kind.Item is { Words: [.., var head] words } && EnglishPlural.Other(head) is { } other ? With(phrases, kind.Index, words.Count - 1, other) : null;
    }

    private static Phrase[]? Reordered(IReadOnlyList<Phrase> phrases, ulong bits)
    {
        // Of several values the values, so that "navy blue" stays together; of one its words.
        if (phrases.Count == 1)
            return phrases[0].Words.Count > 1 ? [phrases[0] with { Words = Moved(phrases[0].Words, bits) }] : null;
        return Moved(phrases, bits);
    }

    private static T[] Moved<T>(IReadOnlyList<T> items, ulong bits)
    {
        var permuted = Phrasing.Permuted(items, bits);
        return permuted.SequenceEqual(items) ? [.. items.Reverse()] : permuted;
    }

    private static IReadOnlyList<Phrase> Inserted(IReadOnlyList<Phrase> phrases, string word, ulong bits)
    {
        var place = (int)(bits % (ulong)(phrases.Count + 1));
        return [.. phrases.Take(place), new Phrase([word], IsKind: false, Link: null), .. phrases.Skip(place)];
    }

    private static IReadOnlyList<Phrase> With(IReadOnlyList<Phrase> phrases, int phrase, int word, string other) =>
        [.. phrases.Select((own, p) => p == phrase ? own with { Words = [.. own.Words.Select((said, w) => w == word ? other : said)] } : own)];
}
