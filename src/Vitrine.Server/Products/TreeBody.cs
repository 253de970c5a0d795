using Vitrine.Catalogue;

namespace Vitrine.Server.Products;

/// <summary>A name of the category tree.</summary>
/// <param name="Name">The name; empty for the whole shop.</param>
/// <param name="Count">Products below it by their main categories.</param>
/// <param name="Children">The names below it, in their order.</param>
internal sealed record TreeBody(string Name, int Count, IReadOnlyList<TreeBody> Children)
{
    /// <summary>The whole tree.</summary>
    public static TreeBody Of(CatalogueStore store)
    {
        var counts = new int[store.Tree.Count];
        foreach (var category in store.Categories)
            counts[category]++;
        return Under("", 0, [.. counts.Select((count, category) => (store.Tree.Path(category), count))]);
    }

    private static TreeBody Under(string name, int depth, IReadOnlyList<(IReadOnlyList<string> Path, int Count)> categories) => new(
        name,
        categories.Sum(category => category.Count),
        [
            .. categories.Where(category => category.Path.Count > depth)
                .GroupBy(category => category.Path[depth], StringComparer.Ordinal)
                .OrderBy(child => child.Key, StringComparer.OrdinalIgnoreCase)
                .Select(child => Under(child.Key, depth + 1, [.. child])),
        ]);
}
