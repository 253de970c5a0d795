namespace Vitrine.Catalogue;

/// <summary>
/// Changes found in attributes: products of one category that agree in every attribute but one, such as dresses that differ in their sleeves and in nothing else that
/// the shop knows. For catalogues that know a product well; what is kept is only known where enough is said of it.
/// </summary>
public static class NeighbourChanges
{
    // Where gender, season and usage are all that two T-shirts share, nearly every T-shirt is "the same".
    private const int FewestKept = 4;

    private const int LargestGroup = 30;

    /// <summary>The changes between products of one part that have photos, attribute by attribute, groups in the order of the part.</summary>
    /// <param name="store">Any store.</param>
    /// <param name="part">Both sides are of it.</param>
    /// <param name="cancellation">Looked at now and then.</param>
    public static IReadOnlyList<ProductChange> Find(CatalogueStore store, Part part, CancellationToken cancellation = default)
    {
        var groups = new SortedDictionary<string, Dictionary<string, List<(int Row, string Value)>>>(StringComparer.Ordinal);
        foreach (var row in store.PhotographedRowsOf(part))
        {
            cancellation.ThrowIfCancellationRequested();
            var product = store[row];
            if (product.Attributes.Count <= FewestKept)
                continue;
            foreach (var (name, values) in product.Attributes.Where(attribute => attribute.Value.Count == 1))
            {
                if (!groups.TryGetValue(name, out var ofAttribute))
                    groups.Add(name, ofAttribute = new(StringComparer.Ordinal));
                var kept = KeptBeside(name, product);
                if (!ofAttribute.TryGetValue(kept, out var group))
                    ofAttribute.Add(kept, group = []);
                group.Add((row, values[0].ToLowerInvariant()));
            }
        }

        return [.. groups.SelectMany(attribute => attribute.Value.Values.Where(group => group.Count is > 1 and <= LargestGroup).SelectMany(group => ChangeGroup.Within(store, attribute.Key, group)))];
    }

    private static string KeptBeside(string attribute, Product product) => string.Join('\n', [$"{product.Category}",
        .. product.Attributes.Where(other => other.Key != attribute).OrderBy(other => other.Key, StringComparer.Ordinal).Select(other => $"{other.Key}={string.Join('|', other.Value).ToLowerInvariant()}")]);
}
