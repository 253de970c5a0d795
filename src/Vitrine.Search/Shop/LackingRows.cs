using System.Text.RegularExpressions;
using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>The products that say themselves that they lack something: "dress without sleeves", "no batteries needed", "fragrance free", "cable not included". Who wants none of it wants these, and who wants it wants others.</summary>
/// <param name="store">The products.</param>
/// <param name="words">Their words.</param>
internal sealed partial class LackingRows(CatalogueStore store, WordIndex words)
{
    private const WordFields Said = WordFields.Title | WordFields.Description;

    // Each is read from the store, while somebody waits.
    private const int MostRead = 500, MostReadOfRanked = 100;

    // That say something, between the two words: "without the long sleeves".
    private const int MostBetween = 2;

    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(words.Language));
    private readonly HashSet<string> negatives = [.. NegativeWords.SaidBefore(words.Language)];
    private readonly string? free = NegativeWords.SaidBehind(words.Language);
    private readonly Lazy<RowSet> saying = new(() => RowsSaying(words));

    /// <summary>The products that say to lack something.</summary>
    /// <param name="phrase">It, in lower case.</param>
    public RowSet Of(string phrase)
    {
        var lacking = new RowSet(words.Products);
        if (WordSplitter.Words(phrase).FirstOrDefault(word => !analyzer.IsStopWord(word)) is not { } thing)
            return lacking;
        var term = analyzer.TermOf(thing);
        HashSet<string> terms = [term, .. words.Compounds.OfFirst(term)]; // "ohne Zuckerzusatz"
        var together = free is null ? null : analyzer.TermOf(thing + free); // "fragrance-free", "alkoholfrei"
        Read(TermRows.Of(words, [.. terms.SelectMany(one => words.RunsOf(one, Said))]).Rows().Where(saying.Value.Contains));
        if (together is not null)
            Read(TermRows.Of(words, words.RunsOf(together, Said)).Rows());
        return lacking;

        void Read(IEnumerable<int> rows)
        {
            foreach (var row in rows.Take(MostRead))
            {
                if (Says(store[row], terms, together, MostBetween))
                    lacking.Add(row);
            }
        }
    }

    /// <summary>Those of some products that say to lack what is asked for behind "with": of hoodies the one "without hood", where somebody wants one "with hood".</summary>
    /// <param name="text">What is asked for. What stands before "with" may also be what a product is for: cases come without a phone.</param>
    /// <param name="ranked">The products, the best first: not all are looked at.</param>
    public IReadOnlySet<int> OfWanted(string text, IEnumerable<int> ranked)
    {
        HashSet<string> terms = [.. WordSplitter.Words(text).SkipWhile(word => !NegativeWords.SayIncluded(word)).Skip(1).TakeWhile(word => !negatives.Contains(word)).Where(word => !char.IsAsciiDigit(word[0]) && !analyzer.IsStopWord(word)).Select(analyzer.TermOf)];
        return terms.Count == 0 ? new HashSet<int>() : ranked.Where(saying.Value.Contains).Take(MostReadOfRanked).Where(row => Says(store[row], terms, together: null, mostBetween: 0)).ToHashSet();
    }

    private static RowSet RowsSaying(WordIndex words)
    {
        var analyzer = new WordAnalyzer(WordLanguage.Named(words.Language));
        string[] all = [.. NegativeWords.SaidBefore(words.Language), .. NegativeWords.SaidWithIncluded, .. NegativeWords.SaidBehind(words.Language) is { } free ? [free] : Array.Empty<string>()];
        return TermRows.Of(words, [.. all.Distinct().SelectMany(word => words.RunsOf(analyzer.TermOf(word), Said))]).SetOf(words);
    }

    private bool Says(Product product, HashSet<string> terms, string? together, int mostBetween) =>
        Clauses().Split(product.Title).Concat(Clauses().Split(product.Description)).Any(clause => ClauseSays(clause, terms, together, mostBetween));

    private bool ClauseSays(string clause, HashSet<string> terms, string? together, int mostBetween)
    {
        // Words that say something since the negative one; the last word, and the last one that says something.
        var (since, last, saying) = (int.MaxValue, "", "");
        foreach (var word in WordSplitter.Words(clause).SelectMany(WordAnalyzer.PartsOf))
        {
            var its = analyzer.TermOf(word);
            if (its == together || (word == free && terms.Contains(analyzer.TermOf(last))) || (since <= mostBetween && terms.Contains(its)) || (NegativeWords.SayNotIncluded(last, word) && terms.Contains(analyzer.TermOf(saying))))
                return true;
            // "Free of alcohol", but a bag is free.
            if (negatives.Contains(word) || (last == free && analyzer.IsStopWord(word)))
                since = 0;
            else if (since < int.MaxValue && !analyzer.IsStopWord(word))
                since++;
            if (!analyzer.IsStopWord(word) && !NegativeWords.SaidWithIncluded.Contains(word))
                saying = word;
            last = word;
        }

        return false;
    }

    [GeneratedRegex(@"[.,;:!?()\[\]•|\r\n]|\s[-–—]\s")]
    private static partial Regex Clauses();
}
