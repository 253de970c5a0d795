namespace Vitrine.Search.Fields;

/// <summary>Which fields are worth a box beside what was found: those that tell most of it apart. A shirt has sleeves and no brim, so that a search for shirts is not asked for brims.</summary>
public static class FacetChoice
{
    /// <summary>Stands among the facets of a query for the fields that fit what is found.</summary>
    public const string Fitting = "*";

    private const int Most = 10;
    private const int Shown = 20;

    /// <summary>Whether a field can be chosen by at all: numbers that differ, and texts of which few values say most. A field of model numbers is none.</summary>
    /// <param name="facet">The field over all products.</param>
    public static bool IsWorthy(ShopFacet facet) => facet.Field.Kind == ShopFieldKind.Number
        ? facet.Least < facet.Greatest
        : facet.Values.Count > 1 && 2 * facet.Values.Take(Shown).Sum(value => value.Count) >= facet.Values.Sum(value => value.Count);

    /// <summary>Those that fit: the category, numbers, then texts by how many of the products have them.</summary>
    /// <param name="facets">The worthy fields over what was found.</param>
    /// <param name="isAsked">Whether something is asked of a field, by its name: it stays, so that it can be taken back.</param>
    public static IEnumerable<ShopFacet> Fit(IEnumerable<ShopFacet> facets, Func<string, bool> isAsked) => facets
        .Where(facet => isAsked(facet.Field.Name) || (facet.Field.Kind == ShopFieldKind.Number ? facet.Least < facet.Greatest : facet.Values.Count > 1))
        .OrderBy(facet => facet.Field.Kind switch
        {
            ShopFieldKind.Branch => 0,
            ShopFieldKind.Number => 1,
            _ => 2,
        })
        .ThenByDescending(facet => facet.Values.Sum(value => value.Count)).ThenBy(facet => facet.Field.Name, StringComparer.Ordinal).Take(Most);
}
