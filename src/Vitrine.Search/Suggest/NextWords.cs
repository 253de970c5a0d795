using Vitrine.Catalogue;
using Vitrine.Search.Queries;
using Vitrine.Search.Words;

namespace Vitrine.Search.Suggest;

/// <summary>Goes on behind complete words: with the kinds of their products ("red" is a dress, a shoe), and with the words that stand behind the last one in titles.</summary>
internal sealed class NextWords
{
    private const int MostKinds = 8;
    private const int MostPairs = 16;

    private readonly ShopWords words;
    private readonly int[] categories; // [rows]
    private readonly string?[] kinds; // [categories] What somebody types for each; null for nothing.

    public NextWords(CatalogueStore store, ShopWords words)
    {
        (this.words, categories) = (words, [.. store.Categories]);
        kinds = [.. Enumerable.Range(0, store.Tree.Count).Select(category => ValueWording.Of(store.Tree.Path(category)[^1]))];
    }

    /// <summary>The proposals, in no order.</summary>
    /// <param name="complete">The words, at least one.</param>
    /// <param name="rows">Their products.</param>
    public IEnumerable<Proposal> Of(Proposal complete, TermRows rows) => Kinds(complete, rows).Concat(Pairs(complete, rows));

    private IEnumerable<Proposal> Kinds(Proposal complete, TermRows rows)
    {
        var named = rows.CountBy(categories, kinds.Length).Index().Where(pair => pair.Item > 0 && kinds[pair.Index] is not null).GroupBy(pair => kinds[pair.Index]!, pair => pair.Item);
        foreach (var kind in named.Select(same => (Name: same.Key, Products: same.Sum(own => (long)own))).OrderByDescending(kind => kind.Products).ThenBy(kind => kind.Name, StringComparer.Ordinal).Take(MostKinds))
        {
            var own = kind.Name.Split(' ');
            if (words.TermsOf(own) is { Length: > 0 } terms && !terms.Any(complete.Terms.Contains))
                yield return complete.And(own, terms, kind.Products);
        }
    }

    private IEnumerable<Proposal> Pairs(Proposal complete, TermRows rows)
    {
        var last = complete.Words[^1];
        foreach (var pair in words.Index.PairsStartingWith($"{last} ").OrderByDescending(pair => pair.Products).Take(MostPairs))
        {
            var next = pair.Word[(last.Length + 1)..];
            if (words.TermsOf([next]) is [var term] && !complete.Terms.Contains(term) && Math.Min(pair.Products, words.Count(term, rows)) is > 0 and var products)
                yield return complete.And([next], [term], products);
        }
    }
}
