using System.Collections.Concurrent;
using Vitrine.Index;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Words;

/// <summary>
/// Words against everything that the shop says of a product, by BM25F. A product need not have all words; one that has more of them, rarer ones, and in its title, stands first.
/// A word is found in any inflection of the index's language, without its accents, and in both spellings of a hyphen. A product's id is found whole.
/// </summary>
/// <param name="index">The words of the products; must outlive this.</param>
/// <param name="fields">Where words count.</param>
public sealed class WordSignal(WordIndex index, WordFields fields = WordFields.All) : ISignal
{
    private readonly QueryTerms terms = new(index, new WordAnalyzer(WordLanguage.Named(index.Language)), fields);
    private readonly ConcurrentBag<WordRanking> idle = []; // each has half a megabyte to reckon in, for one thread at a time

    /// <inheritdoc/>
    public string Name => "words";

    /// <inheritdoc/>
    public ScoreScale Scale => ScoreScale.Ratio;

    /// <inheritdoc/>
    /// <remarks>A product without any of the words scores 0; a query of which no product has any word says nothing of any.</remarks>
    public ISignalQuery Ask(string text) => new Asked(this, terms.Of(text)) { Known = terms.KnownShare(text) };

    private T With<T>(Func<WordRanking, T> rank)
    {
        if (!idle.TryTake(out var ranking))
            ranking = new WordRanking(index.Products, index.Owners);
        var result = rank(ranking);
        idle.Add(ranking); // one that has failed is not used again
        return result;
    }

    private sealed class Asked(WordSignal signal, QueryTerm[] terms) : ISignalQuery
    {
        // A search looks for a few that are called by the whole query, and then for the best of the same rows.
        private (RowSet? Filter, int Count, ScoredRow[] Rows)? last;

        public required float Known { get; init; }

        public IReadOnlyList<ScoredRow> Best(int count, RowSet? filter = null)
        {
            if (last is not { } known || known.Filter != filter || known.Count < count)
                last = known = (filter, count, signal.With(ranking => ranking.Best(terms, count, filter)));
            return known.Count == count ? known.Rows : [.. known.Rows.Take(count)];
        }

        public float?[] Score(IReadOnlyList<int> rows) => signal.With<float?[]>(ranking => [.. rows.Select(row => terms.Length == 0 ? (float?)null : ranking.ScoreOf(terms, row))]);
    }
}
