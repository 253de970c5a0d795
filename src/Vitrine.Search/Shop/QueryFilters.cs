using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Fields;
using Vitrine.Search.Understanding;

namespace Vitrine.Search.Shop;

/// <summary>What a query asks of products besides its words: all of it, or all but what is asked of one field, as which that field is counted so that its other values can be chosen.</summary>
/// <param name="query">The query.</param>
/// <param name="reading">How its words were read.</param>
/// <param name="store">The products.</param>
/// <param name="fields">Theirs.</param>
/// <param name="ranking">Tells what is not wanted.</param>
internal sealed class QueryFilters(ShopQuery query, QueryReading reading, CatalogueStore store, ShopFields fields, ShopRanking ranking)
{
    private readonly Dictionary<string, RowSet?> known = new(StringComparer.Ordinal);

    /// <summary>The rows that pass; null for all.</summary>
    /// <param name="without">The field that nothing is asked of; null for none.</param>
    public RowSet? Rows(string? without = null)
    {
        if (!known.TryGetValue(without ?? "", out var rows))
        {
            var branch = query.Category is null || without == ShopField.Category ? null : RowSet.Where(store.Count, CategoryFilter.Under(store, query.Category));
            known.Add(without ?? "", rows = ranking.Narrowed(branch, reading, Where(without)));
        }

        return rows;
    }

    /// <summary>What is asked of fields.</summary>
    /// <param name="without">The field that nothing is asked of; null for none.</param>
    public IReadOnlyList<KeyValuePair<string, FieldCondition>> Conditions(string? without = null) => [.. Where(without), .. reading.Conditions];

    private IEnumerable<KeyValuePair<string, FieldCondition>> Where(string? without) => query.Where.Where(condition => without is null || fields.Named(condition.Key).Name != without);
}
