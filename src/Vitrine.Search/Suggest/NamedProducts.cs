using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Search.Words;

namespace Vitrine.Search.Suggest;

/// <summary>The products that are meant where few are left: those whose id begins with what was typed, or that alone have all of its words.</summary>
internal sealed class NamedProducts(CatalogueStore store, WordIndex index)
{
    // More are no answer but a list, which the search shows better.
    private const int Few = 24;

    // Ids of one digit have everything behind them.
    private const int ShortestId = 2;

    /// <param name="text">As it was typed.</param>
    /// <param name="proposals">What its words may become.</param>
    /// <param name="rowsOf">The products of one.</param>
    /// <param name="count">At most so many.</param>
    public IEnumerable<Suggestion> Of(string text, IReadOnlyList<Proposal> proposals, Func<Proposal, TermRows> rowsOf, int count)
    {
        var (id, key) = (text.Trim(), SameTitle.KeyOf(text));
        var rows = id.Length >= ShortestId && id.Any(char.IsDigit) ? index.RowsOfIdsStartingWith(id).Take(count).ToList() : [];
        if (proposals.Sum(proposal => proposal.Products) is > 0 and <= Few)
        {
            int[] own = [.. proposals.SelectMany(proposal => rowsOf(proposal).Rows()).Distinct()];
            rows.AddRange(own.Zip(store.TitlesOf(own)).OrderByDescending(product => SameTitle.KeyOf(product.Second).StartsWith(key, StringComparison.Ordinal)).ThenBy(product => product.First).Select(product => product.First));
        }

        foreach (var row in rows.Distinct().Take(count))
        {
            var product = store[row];
            yield return new Suggestion(SuggestionKind.Product, product.Title, store.Tree.Path(product.Category), product.Id);
        }
    }
}
