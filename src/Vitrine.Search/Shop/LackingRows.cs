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
    private readonly Lazy<RowSet> denying = new(() => RowsOf(words, NegativeWords.Denying, WordFields.Title));

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

    /// <summary>Those of some products whose titles say not to be what is asked for: of dimmable bulbs the "non-dimmable" one, where others are dimmable.</summary>
    /// <param name="text">What is asked for.</param>
    /// <param name="ranked">The products, the best first: not all are looked at.</param>
    public IReadOnlySet<int> Denying(string text, IReadOnlyList<int> ranked)
    {
        int[] read = [.. ranked.Where(denying.Value.Contains).Take(MostReadOfRanked)];
        string[] asked = [.. WordSplitter.Words(text).SelectMany(WordAnalyzer.PartsOf)];
        if (read.Length == 0 || asked.Any(negatives.Contains))
            return new HashSet<int>();
        HashSet<string> terms = [.. asked.Where(word => !char.IsAsciiDigit(word[0]) && !analyzer.IsStopWord(word)).Select(analyzer.TermOf)];
        var denied = read.Zip(store.TitlesOf(read)).SelectMany(pair => DeniedIn(pair.Second, terms).Select(term => (Term: term, Row: pair.First))).ToLookup(pair => pair.Term, pair => pair.Row);
        // Where all pans are "non-stick", a stick pan is one of them.
        return denied.Where(rows => TermRows.Of(words, words.RunsOf(rows.Key, WordFields.All)).SetOf(words) is var having && ranked.Any(row => having.Contains(row) && !rows.Contains(row))).SelectMany(rows => rows).ToHashSet();
    }

    // Only where each mention has "non" right before it.
    private IEnumerable<string> DeniedIn(string title, HashSet<string> terms)
    {
        string[] said = [.. WordSplitter.Words(title).SelectMany(word => word.Split('-'))];
        return said.Index().Select(word => (Term: analyzer.TermOf(word.Item), IsDenied: NegativeWords.IsDenied(said, word.Index))).Where(mention => terms.Contains(mention.Term))
            .GroupBy(mention => mention.Term, StringComparer.Ordinal).Where(mentions => mentions.All(mention => mention.IsDenied)).Select(mentions => mentions.Key);
    }

    private static RowSet RowsSaying(WordIndex words)
    {
        string[] all = [.. NegativeWords.SaidBefore(words.Language), .. NegativeWords.SaidWithIncluded, .. NegativeWords.SaidBehind(words.Language) is { } free ? [free] : Array.Empty<string>()];
        return RowsOf(words, all, Said);
    }

    private static RowSet RowsOf(WordIndex words, IEnumerable<string> any, WordFields fields)
    {
        var analyzer = new WordAnalyzer(WordLanguage.Named(words.Language));
        return TermRows.Of(words, [.. any.Distinct().SelectMany(word => words.RunsOf(analyzer.TermOf(word), fields))]).SetOf(words);
    }

    private bool Says(Product product, HashSet<string> terms, string? together, int mostBetween) =>
        Clauses().Split(product.Title).Concat(Clauses().Split(product.Description)).Any(clause => ClauseSays(clause, terms, together, mostBetween));

    private bool ClauseSays(string clause, HashSet<string> terms, string? together, int mostBetween)
    {
        // Words that say something since the negative one; the last word, and the words of what was named last: one thing, or several that "and" joins.
        var (since, last, named) = (int.MaxValue, "", new List<string>());
        foreach (var word in WordSplitter.Words(clause.Replace("&", " and ", StringComparison.Ordinal)).SelectMany(WordAnalyzer.PartsOf))
        {
            var its = analyzer.TermOf(word);
            if (its == together || (word == free && terms.Contains(analyzer.TermOf(last))) || (since <= mostBetween && terms.Contains(its)) || (NegativeWords.SayNotIncluded(last, word) && named.Exists(thing => terms.Contains(analyzer.TermOf(thing)))))
                return true;
            // "Free of alcohol", but a bag is free.
            if (negatives.Contains(word) || (last == free && analyzer.IsStopWord(word)))
                since = 0;
            else if (since < int.MaxValue && !analyzer.IsStopWord(word))
                since++;
            // "Wall charger and battery", but "for the drill" begins anew.
            if (NegativeWords.BeginAnew(word))
                named.Clear();
            else if (!NegativeWords.SaidWithIncluded.Contains(word) && !analyzer.IsStopWord(word))
                named.Add(word);
            last = word;
        }

        return false;
    }

    // Not at the point of "2.0".
    [GeneratedRegex(@"[;:!?()\[\]•|\r\n]|(?<![0-9])[.,]|[.,](?![0-9])|\s[-–—]\s")]
    private static partial Regex Clauses();
}
