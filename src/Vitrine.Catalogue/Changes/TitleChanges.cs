namespace Vitrine.Catalogue;

/// <summary>
/// Changes found in titles: products whose titles are equal but for the words of one attribute, colour first. "Nike Men Blue Jersey" and "Nike Men Red Jersey" are
/// one article in two colours, so that the one with "in red" asks for the other.
/// </summary>
public static class TitleChanges
{
    // In a group of more the titles say too little: they are not one article.
    private const int LargestGroup = 60;

    /// <summary>The changes between products of one part that have photos, attribute by attribute, groups in the order of the part.</summary>
    /// <param name="store">Any store; without attributes only colours are known.</param>
    /// <param name="part">Both sides are of it: since a title group is in one part, what is asked in one part was not learned in another.</param>
    /// <param name="cancellation">Looked at now and then.</param>
    /// <remarks>
    /// A colour is what the attribute says, since titles often leave it out; every other value has to stand in both titles, because a photo need not show it. Pairs
    /// with one photo are no change.
    /// </remarks>
    public static IReadOnlyList<ProductChange> Find(CatalogueStore store, Part part, CancellationToken cancellation = default)
    {
        var rows = store.PhotographedRowsOf(part);
        IReadOnlyList<string>[] titles = [.. store.TitlesOf(rows).Select(title => TitleGroup.Words(title).ToArray())];
        var changes = new List<ProductChange>();
        foreach (var attribute in AttributeWords.Read(store, cancellation))
        {
            var groups = new Dictionary<string, List<(int Row, string Value)>>(StringComparer.Ordinal);
            for (var i = 0; i < rows.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var (rest, said) = attribute.Divide(titles[i]);
                var value = attribute.IsColour ? GivenValue(store[rows[i]], attribute.Name) ?? said : said;
                if (rest.Length == 0 || value.Length == 0)
                    continue;
                if (!groups.TryGetValue(rest, out var group))
                    groups.Add(rest, group = []);
                group.Add((rows[i], value));
            }

            changes.AddRange(groups.Values.Where(group => group.Count <= LargestGroup).SelectMany(group => ChangeGroup.Within(store, attribute.Name, group)));
        }

        return changes;
    }

    // Several values at once ("red, white") are one of their own.
    private static string? GivenValue(Product product, string attribute) =>
        product.Attributes.TryGetValue(attribute, out var values) ? string.Join(" and ", values.Select(value => string.Join(' ', TitleGroup.Words(value)))) : null;
}
