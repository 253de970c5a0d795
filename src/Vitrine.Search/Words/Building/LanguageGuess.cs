using Vitrine.Catalogue;

namespace Vitrine.Search.Words;

/// <summary>Tells in which language a shop writes by the small words in titles and descriptions, such as "mit" and "for".</summary>
internal static class LanguageGuess
{
    private const int MostProducts = 2000;

    // Another language than the usual one needs some evidence, and more of it: names and brands have foreign words.
    private const double LeastEvidence = 4;
    private const double MoreThanDefault = 2;

    // A letter alone is a small word of French ("s'il"), and what is left of "t-shirt" and "women's".
    private static readonly Lazy<Dictionary<string, WordLanguage[]>> Speakers = new(() =>
        WordLanguage.Names.Select(WordLanguage.Named).SelectMany(language => language.ReadStopWords().Where(word => word.Length > 1).Select(word => (word, language))).GroupBy(pair => pair.word, pair => pair.language, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Distinct().ToArray(), StringComparer.Ordinal));

    /// <summary>The language of a store's products; <see cref="WordLanguage.Default"/> where nothing speaks clearly for another one.</summary>
    /// <param name="store">With products.</param>
    public static WordLanguage Of(CatalogueStore store)
    {
        var step = Math.Max(1, store.Count / MostProducts);
        return Of(Enumerable.Range(0, (store.Count + step - 1) / step).Select(i => store[i * step]).SelectMany(product => new[] { product.Title, product.Description }));
    }

    /// <inheritdoc cref="Of(CatalogueStore)"/>
    /// <param name="texts">What they say.</param>
    internal static WordLanguage Of(IEnumerable<string> texts)
    {
        var evidence = EvidenceOf(texts);
        var (name, most) = evidence.DefaultIfEmpty(new(WordLanguage.Default, 0)).MaxBy(entry => entry.Value);
        return WordLanguage.Named(most >= LeastEvidence && most >= MoreThanDefault * evidence.GetValueOrDefault(WordLanguage.Default) ? name : WordLanguage.Default);
    }

    // Many small words speak for a language, not one many times: "men" is a Danish one. One of several languages speaks for each of them the less.
    private static Dictionary<string, double> EvidenceOf(IEnumerable<string> texts)
    {
        var evidence = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (word, count) in texts.SelectMany(WordSplitter.Words).Where(Speakers.Value.ContainsKey).CountBy(word => word, StringComparer.Ordinal))
        {
            var languages = Speakers.Value[word];
            foreach (var language in languages)
                evidence[language.Name] = evidence.GetValueOrDefault(language.Name) + Math.Log(1 + count) / languages.Length;
        }

        return evidence;
    }
}
