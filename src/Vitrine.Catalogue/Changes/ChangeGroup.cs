namespace Vitrine.Catalogue;

/// <summary>Products that are alike but for one attribute.</summary>
internal static class ChangeGroup
{
    // A group of dozens would outweigh all others; of each product so many other values are taken.
    private const int MostValues = 12;

    /// <summary>All changes from a product of the group to those of another value.</summary>
    /// <param name="store">Of the rows.</param>
    /// <param name="attribute">What differs.</param>
    /// <param name="group">Rows with their values.</param>
    public static IEnumerable<ProductChange> Within(CatalogueStore store, string attribute, List<(int Row, string Value)> group)
    {
        var byValue = group.GroupBy(product => product.Value, product => product.Row, StringComparer.Ordinal).OrderBy(value => value.Key, StringComparer.Ordinal).ToArray();
        foreach (var (place, own) in byValue.Index())
        {
            // The next values in a circle, so that where not all are taken each is taken as often.
            var others = byValue[(place + 1)..].Concat(byValue[..place]).Take(MostValues).ToArray();
            foreach (var reference in own)
            {
                var unchanged = own.Where(row => row != reference).ToArray();
                foreach (var other in others)
                {
                    int[] targets = [.. other.Where(row => store.PhotoOf(row) != store.PhotoOf(reference))];
                    if (targets.Length > 0)
                        yield return new ProductChange(reference, attribute, own.Key, other.Key, targets, unchanged);
                }
            }
        }
    }
}
