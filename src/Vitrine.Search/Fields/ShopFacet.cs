namespace Vitrine.Search.Fields;

/// <summary>How the products that were found divide by a field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Values">Its values, those of most products first; none of a number.</param>
/// <param name="Least">The smallest number; null of texts, or where no product has one.</param>
/// <param name="Greatest">The largest.</param>
public sealed record ShopFacet(ShopField Field, IReadOnlyList<ShopFacetValue> Values, double? Least = null, double? Greatest = null);

/// <summary>A value of a field.</summary>
/// <param name="Path">The value; of <see cref="ShopField.Category"/> the names from coarse to fine.</param>
/// <param name="Count">Products that have it.</param>
public sealed record ShopFacetValue(IReadOnlyList<string> Path, long Count)
{
    /// <summary>As it is asked for.</summary>
    public string Text => string.Join(BranchTerm.Between, Path);
}
