using Vitrine.Index;
using Vitrine.Search.Fields;
using Vitrine.Search.Fusion;
using Vitrine.Search.Rules;

namespace Vitrine.Search.Shop;

/// <summary>The wanted page of what was found, how much there is, and how it divides: the same for every kind of query.</summary>
/// <param name="Page">The page.</param>
/// <param name="Total">Likely products on all pages.</param>
/// <param name="IsTotalExact">Whether that is all that there are.</param>
/// <param name="Facets">How these divide.</param>
internal sealed record FoundPage(IReadOnlyList<Found> Page, long Total, bool IsTotalExact, IReadOnlyList<ShopFacet> Facets)
{
    /// <param name="query">What was asked.</param>
    /// <param name="asked">The same, understood.</param>
    /// <param name="choice">Which hits it wants to see.</param>
    /// <param name="fields">Of the shop.</param>
    /// <param name="rowCount">Products of the store.</param>
    /// <param name="filters">What is asked besides.</param>
    public static FoundPage Of(ShopQuery query, IAsked asked, HitChoice choice, ShopFields fields, int rowCount, QueryFilters filters)
    {
        var wanted = (int)Math.Min(rowCount, Math.Max(JoinedSignal.Depth, (long)query.Offset + query.Count));
        var found = asked.Rank(wanted, filters.Rows());
        var chosen = choice.Of(found);
        Found[] likely = [.. chosen.Where(hit => hit.IsLikely)];
        var page = Sorted(likely, query.Sort, fields, rowCount).Concat(chosen.Where(hit => !hit.IsLikely)).Skip(query.Offset).Take(query.Count);
        return new FoundPage([.. page], likely.Length, found.Count < wanted || wanted == rowCount || !found[^1].IsLikely || !choice.IsNear(found[^1]), FacetsOf(query, fields, filters,
            field => RowsOf(field is null ? likely : choice.Of(asked.Rank(wanted, filters.Rows(field)), field).Where(hit => hit.IsLikely), rowCount)));
    }

    /// <summary>All products that pass, in the order of a field; else of their ids, and before that as rules say: pinned ones at their places, boosted ones first, buried ones last.</summary>
    /// <param name="query">What was asked.</param>
    /// <param name="rules">Of the shop.</param>
    /// <param name="choice">Which of them it wants to see.</param>
    /// <param name="fields">Of the shop.</param>
    /// <param name="rowCount">Products of the store.</param>
    /// <param name="filters">What is asked besides.</param>
    public static FoundPage OfAll(ShopQuery query, AppliedRules rules, HitChoice choice, ShopFields fields, int rowCount, QueryFilters filters)
    {
        var filter = filters.Rows();
        (IReadOnlyList<int> Rows, long Total) First(int offset, int count) =>
            query.Sort is null && rules.ChangesOrder ? Ruled(offset, count, rules, fields, rowCount, filter) : fields.Page(filter, query.Sort, count, offset);
        if (!choice.IsGrouped)
        {
            var (rows, total) = First(query.Offset, query.Count);
            return new FoundPage([.. rows.Select(Shown)], total, IsTotalExact: true, FacetsOf(query, fields, filters, filters.Rows));
        }

        // Groups are known only of what was looked at.
        var wanted = (int)Math.Min(rowCount, Math.Max(JoinedSignal.Depth, (long)query.Offset + query.Count));
        var looked = First(0, wanted);
        var chosen = choice.Of(looked.Rows.Select(Shown));
        return new FoundPage([.. chosen.Skip(query.Offset).Take(query.Count)], chosen.Length, IsTotalExact: looked.Total <= wanted, FacetsOf(query, fields, filters, filters.Rows));
    }

    private static (IReadOnlyList<int> Rows, long Total) Ruled(int offset, int count, AppliedRules rules, ShopFields fields, int rowCount, RowSet? filter)
    {
        var wanted = (int)Math.Min(rowCount, (long)offset + count);
        HashSet<int> pinned = [.. rules.PinnedRows.Where(row => filter is null || filter.Contains(row))];
        var others = new List<Found>();
        foreach (var side in new[] { 1, 0, -1 })
        {
            var part = RowSet.Where(rowCount, row => (filter is null || filter.Contains(row)) && !pinned.Contains(row) && Math.Sign(Math.Log(rules.FactorOf(row))) == side);
            if (others.Count < wanted)
                others.AddRange(fields.Page(part, sort: null, wanted - others.Count).Rows.Select(Shown));
        }

        var all = rules.WithPins(others, row => pinned.Contains(row) ? Shown(row) : null);
        return ([.. all.Skip(offset).Take(count).Select(found => found.Row)], filter?.Count ?? rowCount);
    }

    private static Found Shown(int row) => new(row, new NoNearness(), IsLikely: true);

    private static IEnumerable<Found> Sorted(Found[] likely, SortBy? sort, ShopFields fields, int rowCount)
    {
        if (sort is null || likely.Length == 0)
            return likely;
        var byRow = likely.ToDictionary(hit => hit.Row);
        return fields.Page(RowsOf(likely, rowCount), sort, likely.Length).Rows.Select(row => byRow[row]);
    }

    private static ShopFacet[] FacetsOf(ShopQuery query, ShopFields fields, QueryFilters filters, Func<string?, RowSet?> foundWithout)
    {
        if (query.Facets.Count == 0)
            return [];
        bool IsAsked(string name) => name == ShopField.Category && query.Category is not null || query.Where.Keys.Any(asked => fields.Named(asked).Name == name);
        string[] named = [.. query.Facets.Where(name => name != FacetChoice.Fitting).Select(name => fields.Named(name).Name)];
        string[] tried = query.Facets.Count > named.Length ? [.. fields.Worthy.Except(named)] : [];
        var counted = fields.Count(foundWithout(null), [.. named, .. tried], filters.Conditions());
        return
        [
            .. counted.Take(named.Length).Concat(FacetChoice.Fit(counted.Skip(named.Length), IsAsked))
                .Select(facet => IsAsked(facet.Field.Name) ? fields.Count(foundWithout(facet.Field.Name), [facet.Field.Name], filters.Conditions(facet.Field.Name))[0] : facet),
        ];
    }

    private static RowSet RowsOf(IEnumerable<Found> found, int rowCount)
    {
        var rows = new RowSet(rowCount);
        foreach (var hit in found)
            rows.Add(hit.Row);
        return rows;
    }
}
