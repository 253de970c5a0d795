using Vitrine.Catalogue;

namespace Vitrine.Search;

/// <summary>One branch of the category tree.</summary>
public static class CategoryFilter
{
    /// <summary>For each category whether its path begins with the given names.</summary>
    /// <param name="tree">The categories.</param>
    /// <param name="prefix">Names from coarse to fine, separated by '/', in any letter case: "Apparel/Topwear".</param>
    /// <exception cref="UsageException">No category begins so; the hint names those that the last matching name leads to.</exception>
    public static bool[] Under(CategoryTree tree, string prefix)
    {
        var names = prefix.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var categories = tree.Under(names);
        if (names.Length == 0 || categories.Count == 0)
            throw Unknown(tree, prefix, names);
        var wanted = new bool[tree.Count];
        foreach (var category in categories)
            wanted[category] = true;
        return wanted;
    }

    private static UsageException Unknown(CategoryTree tree, string prefix, string[] names)
    {
        var known = names.Length;
        while (known > 0 && tree.Under(names[..known]).Count == 0)
            known--;
        var next = tree.Under(names[..known]).Select(tree.Path).Where(path => path.Count > known).Select(path => path[known]).Distinct();
        var where = known == 0 ? "The coarsest categories are" : $"Under '{string.Join('/', names[..known])}' there are";
        return new UsageException($"No category begins with '{prefix}'.", $"{where}: {string.Join(", ", next.Order(StringComparer.OrdinalIgnoreCase))}.");
    }
}
