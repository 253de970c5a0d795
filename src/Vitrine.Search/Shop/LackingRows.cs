using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>The products that say themselves that they lack something: "dress without sleeves", "no batteries needed", "fragrance free". Who wants none of it wants these.</summary>
/// <param name="store">The products.</param>
/// <param name="words">Their words.</param>
internal sealed class LackingRows(CatalogueStore store, WordIndex words)
{
    private const WordFields Said = WordFields.Title | WordFields.Description;

    // Each is read from the store, while somebody waits.
    private const int MostRead = 500;

    // Between the two words: "without the long sleeves".
    private const int MostBetween = 2;

    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(words.Language));
    private readonly HashSet<string> negatives = [.. NegativeWords.SaidBefore(words.Language)];
    private readonly string? free = NegativeWords.SaidBehind(words.Language);

    /// <param name="phrase">What is lacking, in lower case.</param>
    public RowSet Of(string phrase)
    {
        var lacking = new RowSet(words.Products);
        if (WordSplitter.Words(phrase).FirstOrDefault(word => !analyzer.IsStopWord(word)) is not { } thing)
            return lacking;
        var term = analyzer.TermOf(thing);
        HashSet<string> terms = [term, .. words.Compounds.OfFirst(term)]; // "ohne Zuckerzusatz"
        var together = free is null ? null : analyzer.TermOf(thing + free); // "fragrance-free", "alkoholfrei"
        var saying = TermRows.Of(words, [.. (free is null ? negatives : negatives.Append(free)).SelectMany(negative => words.RunsOf(analyzer.TermOf(negative), Said))]);
        Read(TermRows.Of(words, [.. terms.SelectMany(one => words.RunsOf(one, Said))]).And(saying));
        if (together is not null)
            Read(TermRows.Of(words, words.RunsOf(together, Said)));
        return lacking;

        void Read(TermRows rows)
        {
            foreach (var row in rows.Rows().Take(MostRead))
            {
                var product = store[row];
                if (Says(product.Title, terms, together) || Says(product.Description, terms, together))
                    lacking.Add(row);
            }
        }
    }

    private bool Says(string text, HashSet<string> terms, string? together)
    {
        var (since, last) = (int.MaxValue, ""); // words since the negative one
        foreach (var word in WordSplitter.Words(text).SelectMany(WordAnalyzer.PartsOf))
        {
            var its = analyzer.TermOf(word);
            if (its == together || (word == free && terms.Contains(analyzer.TermOf(last))) || (since <= MostBetween && terms.Contains(its)))
                return true;
            // "Free of alcohol", but a bag is free.
            since = negatives.Contains(word) || (last == free && analyzer.IsStopWord(word)) ? 0 : since == int.MaxValue ? since : since + 1;
            last = word;
        }

        return false;
    }
}
