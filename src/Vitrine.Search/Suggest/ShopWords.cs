using System.Collections.Concurrent;
using Vitrine.Catalogue;
using Vitrine.Search.Words;

namespace Vitrine.Search.Suggest;

/// <summary>The words of a shop as suggestions look at them: by what a product is called, not by what its description goes on about. Safe to use from several threads.</summary>
internal sealed class ShopWords(CatalogueStore store, WordIndex index)
{
    private const WordFields Telling = WordFields.Title | WordFields.Categories | WordFields.Brand | WordFields.Attributes | WordFields.Variants;

    // Titles that are asked how a word is written.
    private const int Asked = 4;

    // Of the shortest one, EAN-8.
    private const int DigitsOfBarcode = 8;

    private readonly ConcurrentDictionary<string, string> written = new(StringComparer.Ordinal);
    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(index.Language));
    private readonly Lazy<SpellingVocabulary> vocabulary = new(() => new SpellingVocabulary(index, WordFields.All));

    public WordIndex Index => index;

    /// <summary>The terms of words that say something.</summary>
    public string[] TermsOf(IEnumerable<string> words) => [.. words.Where(word => !analyzer.IsStopWord(word) && !IsBarcode(word)).SelectMany(word => analyzer.TermsOf(word, isQuery: true))];

    public PostingRun[] RunsOf(string term) => index.RunsOf(term, Telling);

    /// <summary>The products that have all of some terms; null for no terms.</summary>
    public TermRows? RowsOf(IEnumerable<string> terms)
    {
        TermRows? rows = null;
        foreach (var term in terms)
        {
            var with = TermRows.Of(index, RunsOf(term));
            rows = rows is null ? with : rows.And(with);
        }

        return rows;
    }

    /// <summary>How many products of a context have a term; null for all products.</summary>
    public long Count(string term, TermRows? context)
    {
        var runs = RunsOf(term);
        return context is null ? QueryTerm.Products(runs) : context.CountWith(index, runs);
    }

    /// <summary>How a term is written in titles, where it has several forms: descriptions inflect it otherwise ("draped" over drapes).</summary>
    /// <param name="term">The term.</param>
    /// <param name="forms">The most frequent first, which is taken where no title has any.</param>
    public string FormOf(string term, IReadOnlyList<string> forms)
    {
        if (forms.Count == 1)
            return forms[0];
        if (written.TryGetValue(term, out var known) && forms.Contains(known))
            return known;
        var rows = index.RunsOf(term, WordFields.Title).SelectMany(run => index.RowsOf(run, Asked)).Take(Asked);
        var said = store.TitlesOf(rows).SelectMany(WordAnalyzer.Words).CountBy(word => word).ToDictionary();
        return written[term] = forms.MaxBy(form => said.GetValueOrDefault(form))!;
    }

    /// <summary>Words that begin so, the most frequent first.</summary>
    /// <param name="beginning">In lower case.</param>
    /// <param name="count">At most so many.</param>
    public IEnumerable<string> StartingWith(string beginning, int count) =>
        index.StartingWith(beginning, count).Where(found => !analyzer.IsStopWord(found.Word) && !IsBarcode(found.Word) && !IsJoined(found)).Select(found => found.Word);

    // Found where somebody scans it, and proposed to nobody.
    private static bool IsBarcode(string word) => word.Length >= DigitsOfBarcode && word.All(char.IsAsciiDigit);

    // "Müller-Thurgau" is found as "müllerthurgau" too, and nobody writes it so.
    private bool IsJoined(WordCount word) => Enumerable.Range(1, word.Word.Length - 1).Any(at => index.TitlesWithPair(word.Word[..at], word.Word[at..]) >= word.Products);

    /// <summary>Words that begin nearly so, the likeliest slips first, then the most frequent. Accents do not count.</summary>
    /// <param name="beginning">In lower case.</param>
    /// <param name="edits">Between what is typed and the beginning of the word, at most: 0 or 1.</param>
    /// <param name="count">At most so many.</param>
    public IEnumerable<string> NearlyStartingWith(string beginning, int edits, int count) =>
        vocabulary.Value.NearBeginning(WordFolding.Of(beginning), edits).OrderBy(near => near.Cost).ThenByDescending(near => near.Products).Select(near => near.Word).Where(word => !analyzer.IsStopWord(word)).Take(count);
}
