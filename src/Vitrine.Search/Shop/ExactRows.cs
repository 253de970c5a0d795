using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Index;
using Vitrine.Search.Fusion;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Shop;

/// <summary>The products that are named by a query: by the shop's id, or by their whole title. Who types that means nothing else.</summary>
internal static class ExactRows
{
    // Products of one title beyond these are found as all others are.
    private const int Most = 100;

    /// <param name="text">As it was typed.</param>
    /// <param name="store">The products.</param>
    /// <param name="words">It, asked of their words.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public static int[] Of(string text, CatalogueStore store, ISignalQuery words, RowSet? filter)
    {
        var rows = new List<int>();
        if (store.Find(text.Trim()) is { } named && (filter is null || filter.Contains(named.Row)))
            rows.Add(named.Row);
        var key = SameTitle.KeyOf(text);
        // As many are asked for as a ranking does, which asks the same.
        int[] likely = [.. words.Best(JoinedSignal.Depth, filter).Take(Most).Select(found => found.Row)];
        rows.AddRange(likely.Zip(store.TitlesOf(likely)).Where(pair => SameTitle.KeyOf(pair.Second) == key).Select(pair => pair.First));
        return [.. rows.Distinct()];
    }
}
