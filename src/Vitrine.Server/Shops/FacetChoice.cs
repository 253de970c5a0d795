using Vitrine.Search.Fields;

namespace Vitrine.Server.Shops;

/// <summary>The fields that are worth a box beside the hits: the category, numbers that differ, and attributes of which few values say most. A field of model numbers is none.</summary>
internal static class FacetChoice
{
    private const int Most = 12, Shown = 20;

    /// <summary>The names of those of a shop, in the order of its fields.</summary>
    public static IReadOnlyList<string> Of(ShopFields fields) =>
        [.. fields.Count(rows: null, [.. fields.All.Select(field => field.Name)]).Where(IsWorthy).Take(Most).Select(facet => facet.Field.Name)];

    private static bool IsWorthy(ShopFacet facet) => facet.Field.Kind == ShopFieldKind.Number
        ? facet.Least < facet.Greatest
        : facet.Values.Count > 1 && 2 * facet.Values.Take(Shown).Sum(value => value.Count) >= facet.Values.Sum(value => value.Count);
}
