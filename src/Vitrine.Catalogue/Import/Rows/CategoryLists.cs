namespace Vitrine.Catalogue;

/// <summary>Whether the lists of a column are paths, or lists of categories: ["Clothing", "Women", "Dresses"] is one path, ["Dresses", "Sale"] are two categories.</summary>
internal static class CategoryLists
{
    /// <summary>A name that stands elsewhere once in so many times is a slip.</summary>
    private const double Share = 0.95;

    /// <summary>
    /// In paths every name has its place, and going down the names become more. A list of categories has its names in any place, or begins with the product's own category and ends
    /// with those that many share.
    /// </summary>
    public static bool ArePaths(IReadOnlyCollection<IReadOnlyList<string>> lists)
    {
        string[][] different = [.. lists.Select(list => list.Select(name => CategoryKey.Of([name])).ToArray()).DistinctBy(list => string.Join(StoredCategories.Separator, list))];
        string[][] several = [.. different.Where(list => list.Length > 1)];
        // One list alone shows nothing.
        if (several.Length < 2 || several.Any(list => list.Distinct(StringComparer.Ordinal).Count() < list.Length))
            return false;
        var places = different.SelectMany(list => list.Index()).GroupBy(name => name.Item, name => name.Index, StringComparer.Ordinal).Select(places => places.CountBy(place => place).ToArray()).ToArray();
        return places.Sum(place => place.Max(pair => pair.Value)) >= Share * places.Sum(place => place.Sum(pair => pair.Value)) && Names(several, first: true) <= Names(several, first: false);
    }

    private static int Names(string[][] lists, bool first) => lists.Select(list => list[first ? 0 : ^1]).Distinct(StringComparer.Ordinal).Count();
}
