using Vitrine.Catalogue;
using Vitrine.Search.Words;

namespace Vitrine.Search.Suggest;

/// <summary>Where in the category tree the products of some words are: "red dress" in Women › Dresses. A branch that is called so itself is named whole.</summary>
internal sealed class Branches
{
    private readonly CategoryTree tree;
    private readonly int[] categories; // [rows]
    private readonly string[][][] termsOfNames; // [categories][names]

    public Branches(CatalogueStore store, ShopWords words)
    {
        (tree, categories) = (store.Tree, [.. store.Categories]);
        termsOfNames = [.. Enumerable.Range(0, tree.Count).Select(category => tree.Path(category).Select(name => words.TermsOf(WordSplitter.Words(name).SelectMany(word => word.Split('-')))).ToArray())];
    }

    /// <summary>The branches with the most of some products, these first; none where all are in one category.</summary>
    /// <param name="terms">Of the words.</param>
    /// <param name="rows">The products that have them.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<IReadOnlyList<string>> Of(IReadOnlyList<string> terms, TermRows rows, int count)
    {
        var counts = rows.CountBy(categories, tree.Count);
        if (counts.Count(products => products > 0) < 2)
            return [];
        return [.. counts.Index().Where(pair => pair.Item > 0).GroupBy(pair => string.Join('\n', PathFor(pair.Index, terms)))
            .OrderByDescending(branch => branch.Sum(part => (long)part.Item)).ThenBy(branch => branch.Key, StringComparer.Ordinal).Take(count).Select(branch => PathFor(branch.First().Index, terms))];
    }

    private IReadOnlyList<string> PathFor(int category, IReadOnlyList<string> terms)
    {
        var path = tree.Path(category);
        var named = Array.FindIndex(termsOfNames[category], name => terms.All(name.Contains));
        return named < 0 ? path : [.. path.Take(named + 1)];
    }
}
