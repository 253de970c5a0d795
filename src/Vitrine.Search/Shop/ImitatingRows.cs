using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>The products whose titles say that they only look like what is asked for: of leather sofas those of faux leather, of oak tables those with an oak effect.</summary>
/// <param name="store">The products.</param>
/// <param name="words">Their words.</param>
internal sealed class ImitatingRows(CatalogueStore store, WordIndex words)
{
    // Each is read from the store, while somebody waits.
    private const int MostRead = 100;

    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(words.Language));
    private readonly HashSet<string> before = [.. ImitationWords.Before(words.Language)];
    private readonly HashSet<string> behind = [.. ImitationWords.Behind(words.Language)];
    private readonly Lazy<RowSet> saying = new(() => RowsSaying(words));

    /// <summary>Those among some products.</summary>
    /// <param name="text">What is asked for: who asks for faux leather wants it.</param>
    /// <param name="ranked">The products, the best first: not all are looked at.</param>
    public IReadOnlySet<int> Of(string text, IEnumerable<int> ranked)
    {
        string[] asked = [.. WordSplitter.Words(text).SelectMany(WordAnalyzer.PartsOf)];
        if (asked.Any(word => before.Contains(word) || behind.Contains(word)))
            return new HashSet<int>();
        HashSet<string> terms = [.. asked.Where(word => !analyzer.IsStopWord(word)).Select(analyzer.TermOf)];
        return ranked.Where(saying.Value.Contains).Take(MostRead).Where(row => Says(store[row].Title, terms)).ToHashSet();
    }

    private static RowSet RowsSaying(WordIndex words)
    {
        var analyzer = new WordAnalyzer(WordLanguage.Named(words.Language));
        var rows = new RowSet(words.Products);
        foreach (var row in TermRows.Of(words, [.. ImitationWords.Before(words.Language).Concat(ImitationWords.Behind(words.Language)).Distinct().SelectMany(word => words.RunsOf(analyzer.TermOf(word), WordFields.Title))]).Rows())
            rows.Add(row);
        return rows;
    }

    // Whatever is said of it somewhere else in the title is said of the real thing: "leather sofa with faux leather back".
    private bool Says(string title, HashSet<string> terms)
    {
        string[] said = [.. WordSplitter.Words(title).SelectMany(WordAnalyzer.PartsOf)];
        var mentions = said.Index().Where(word => terms.Contains(analyzer.TermOf(word.Item)))
            .Select(word => (Term: analyzer.TermOf(word.Item), IsImitated: (word.Index > 0 && before.Contains(said[word.Index - 1])) || (word.Index + 1 < said.Length && behind.Contains(said[word.Index + 1]))));
        return mentions.GroupBy(mention => mention.Term, StringComparer.Ordinal).Any(ofTerm => ofTerm.All(mention => mention.IsImitated));
    }
}
