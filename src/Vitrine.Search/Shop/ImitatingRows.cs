using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>The products whose titles say that they only look like what is asked for: of leather sofas those of faux leather, of oak tables those with an oak effect.</summary>
/// <param name="store">The products.</param>
/// <param name="words">Their words.</param>
internal sealed class ImitatingRows(CatalogueStore store, WordIndex words)
{
    private const int MostForms = 50;

    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(words.Language));
    private readonly ImitationWords imitation = ImitationWords.In(words.Language);
    private readonly Lazy<RowSet> saying = new(() => RowsSaying(words));

    /// <summary>Those among some products.</summary>
    /// <param name="text">What is asked for: who asks for faux leather wants it.</param>
    /// <param name="ranked">The products: of those with such a word the titles are read.</param>
    public IReadOnlySet<int> Of(string text, IEnumerable<int> ranked)
    {
        string[] asked = [.. WordSplitter.Words(text).SelectMany(WordAnalyzer.PartsOf)];
        if (imitation.AreIn(asked))
            return new HashSet<int>();
        HashSet<string> terms = [.. asked.Where(word => !analyzer.IsStopWord(word)).Select(analyzer.TermOf)];
        int[] read = [.. ranked.Where(saying.Value.Contains)];
        return read.Zip(store.TitlesOf(read)).Where(pair => Says(pair.Second, terms)).Select(pair => pair.First).ToHashSet();
    }

    private static RowSet RowsSaying(WordIndex words)
    {
        var (analyzer, imitation) = (new WordAnalyzer(WordLanguage.Named(words.Language)), ImitationWords.In(words.Language));
        var glued = imitation.Glued.SelectMany(start => words.StartingWith(start, MostForms)).Select(form => form.Word);
        return TermRows.Of(words, [.. imitation.All.Concat(imitation.All.Select(WordFolding.Of)).Concat(glued).Concat(imitation.WithGluedEnd).Select(analyzer.TermOf).Distinct().SelectMany(term => words.RunsOf(term, WordFields.Title))]).SetOf(words);
    }

    // Whatever is said of it somewhere else in the title is said of the real thing: "leather sofa with faux leather back".
    private bool Says(string title, HashSet<string> terms)
    {
        // "Imitación de cuero".
        string[] said = [.. WordSplitter.Words(title).SelectMany(WordAnalyzer.PartsOf).Where(word => imitation.All.Contains(word) || !analyzer.IsStopWord(word))];
        var mentions = said.Index().Select(word => terms.Contains(analyzer.TermOf(word.Item)) ? (Term: analyzer.TermOf(word.Item), IsImitated: imitation.AreOf(said, word.Index))
            : imitation.WithoutGlued(word.Item) is { } rest ? (Term: analyzer.TermOf(rest), IsImitated: true) : (Term: "", IsImitated: false));
        return mentions.Where(mention => terms.Contains(mention.Term)).GroupBy(mention => mention.Term, StringComparer.Ordinal).Any(ofTerm => ofTerm.All(mention => mention.IsImitated));
    }
}
