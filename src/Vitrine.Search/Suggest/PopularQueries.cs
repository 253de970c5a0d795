using Vitrine.Catalogue.Text;
using Vitrine.Search.Log;

namespace Vitrine.Search.Suggest;

/// <summary>What people ask a shop for again and again, by its log. Safe to use from several threads.</summary>
internal sealed class PopularQueries
{
    // What fewer asked is shown to nobody else: it may be about one person.
    private const int FewestAsked = 5;

    private const int Most = 10_000;
    private const int MostLookedAt = 16;

    private readonly Dictionary<string, long> asked;
    private readonly string[] texts; // in ordinal order

    private PopularQueries(Dictionary<string, long> asked)
    {
        this.asked = asked;
        texts = [.. asked.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Those of a store, that found something; none where it has no log.</summary>
    public static PopularQueries Of(string storePath)
    {
        var wanted = QueryReport.Of(storePath, since: null, Most).MostWanted.Where(text => text is { Asked: >= FewestAsked, Found: > 0 });
        return new PopularQueries(wanted.ToDictionary(text => SameTitle.KeyOf(text.Text), text => text.Asked, StringComparer.Ordinal));
    }

    /// <summary>How often a text was asked for; 0 for one that hardly anybody asks for.</summary>
    public long AskedFor(string text) => asked.Count == 0 ? 0 : asked.GetValueOrDefault(SameTitle.KeyOf(text));

    /// <summary>The texts that begin so, the most asked first.</summary>
    public IEnumerable<string> StartingWith(string beginning)
    {
        var key = SameTitle.KeyOf(beginning);
        var first = Array.BinarySearch(texts, key, StringComparer.Ordinal);
        return key.Length == 0 ? [] : texts.Skip(first < 0 ? ~first : first).TakeWhile(text => text.StartsWith(key, StringComparison.Ordinal)).OrderByDescending(text => asked[text]).Take(MostLookedAt);
    }
}
