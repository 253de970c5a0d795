using System.Text.Json.Serialization;

namespace Vitrine.Catalogue.Text;

/// <summary>The terms a model knows, numbered from 0, as built the most frequent first; written to JSON with a model and read back equal.</summary>
public sealed class Vocabulary
{
    private readonly Dictionary<string, int> numbers;

    /// <param name="terms">Term i has number i.</param>
    /// <param name="textCounts">How many of the texts hold term i.</param>
    /// <param name="texts">The number of texts it was built from.</param>
    [JsonConstructor]
    public Vocabulary(IReadOnlyList<string> terms, IReadOnlyList<int> textCounts, int texts)
    {
        if (terms.Count != textCounts.Count)
            throw new ArgumentException($"{terms.Count} terms but {textCounts.Count} counts.", nameof(textCounts));
        (Terms, TextCounts, Texts) = (terms, textCounts, texts);
        numbers = new Dictionary<string, int>(terms.Count, StringComparer.Ordinal);
        for (var number = 0; number < terms.Count; number++)
        {
            if (!numbers.TryAdd(terms[number], number))
                throw new ArgumentException($"The term '{terms[number]}' stands twice.", nameof(terms));
        }
    }

    /// <summary>The terms by number.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>In how many texts each term stood.</summary>
    public IReadOnlyList<int> TextCounts { get; }

    /// <summary>The number of texts the vocabulary was built from.</summary>
    public int Texts { get; }

    [JsonIgnore]
    public int Count => Terms.Count;

    /// <summary>The number of a term (see <see cref="WordTokenizer.Terms"/>), or −1 for a term not known.</summary>
    public int NumberOf(string term) => numbers.GetValueOrDefault(term, -1);

    /// <summary>Whether a term is a pair of words; see <see cref="WordTokenizer.Pairs"/>.</summary>
    public static bool IsPair(string term) => term.Contains(' ');

    /// <summary>All terms that stand in at least <paramref name="minimumCount"/> of the texts, by falling count, then in ordinal order.</summary>
    public static Vocabulary Build(IEnumerable<string> texts, int minimumCount = 1) => Build(texts.Select(WordTokenizer.Terms), _ => minimumCount);

    /// <summary>As <see cref="Build(IEnumerable{string}, int)"/>, with the pairs of neighbouring words ("navy blue") that are frequent enough.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="minimumCount">Texts in which a single term has to stand.</param>
    /// <param name="minimumPairCount">Texts in which a pair has to stand.</param>
    public static Vocabulary BuildWithPairs(IEnumerable<string> texts, int minimumCount, int minimumPairCount) =>
        Build(texts.Select(text => WordTokenizer.Terms(text).Concat(WordTokenizer.Pairs(text))), term => IsPair(term) ? minimumPairCount : minimumCount);

    /// <summary>
    /// This vocabulary and behind it, in their order, the terms that only <paramref name="newer"/> has, so that every term keeps its number: what a model
    /// needs that goes on learning from other texts. Counts are those of the newer texts; a term that none of them has counts 0.
    /// </summary>
    public Vocabulary ExtendedBy(Vocabulary newer)
    {
        string[] terms = [.. Terms, .. newer.Terms.Where(term => NumberOf(term) < 0)];
        return new Vocabulary(terms, [.. terms.Select(newer.NumberOf).Select(number => number < 0 ? 0 : newer.TextCounts[number])], newer.Texts);
    }

    private static Vocabulary Build(IEnumerable<IEnumerable<string>> texts, Func<string, int> minimumCount)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var textCount = 0;
        foreach (var terms in texts)
        {
            textCount++;
            foreach (var term in terms.Distinct(StringComparer.Ordinal))
                counts[term] = counts.GetValueOrDefault(term) + 1;
        }

        var kept = counts.Where(entry => entry.Value >= minimumCount(entry.Key))
            .OrderByDescending(entry => entry.Value)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .ToArray();
        return new Vocabulary([.. kept.Select(entry => entry.Key)], [.. kept.Select(entry => entry.Value)], textCount);
    }
}
