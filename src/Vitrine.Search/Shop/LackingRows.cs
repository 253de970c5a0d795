using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Understanding;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>The products that say themselves that they lack something: "dress without sleeves", "no batteries needed". Who wants none of it wants these.</summary>
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
    private readonly IReadOnlyList<string> negatives = NegativeWords.In(words.Language);

    /// <param name="phrase">What is lacking, in lower case.</param>
    public RowSet Of(string phrase)
    {
        var lacking = new RowSet(words.Products);
        if (WordSplitter.Words(phrase).FirstOrDefault(word => !analyzer.IsStopWord(word)) is not { } thing)
            return lacking;
        var term = analyzer.TermOf(thing);
        var with = TermRows.Of(words, words.RunsOf(term, Said)).And(TermRows.Of(words, [.. negatives.SelectMany(negative => words.RunsOf(analyzer.TermOf(negative), Said))]));
        foreach (var row in with.Rows().Take(MostRead))
        {
            var product = store[row];
            if (Says(product.Title, term) || Says(product.Description, term))
                lacking.Add(row);
        }

        return lacking;
    }

    private bool Says(string text, string term)
    {
        var since = int.MaxValue; // words since the negative one
        foreach (var word in WordSplitter.Words(text))
        {
            if (since <= MostBetween && analyzer.TermOf(word) == term)
                return true;
            since = negatives.Contains(word) ? 0 : since == int.MaxValue ? since : since + 1;
        }

        return false;
    }
}
