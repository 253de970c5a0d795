using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;

namespace Vitrine.Search;

/// <summary>One branch of a store's categories, as somebody writes it.</summary>
public static class CategoryFilter
{
    private const char Between = '/';

    /// <summary>For each row of a store whether it belongs to a branch, by its main category or a further one.</summary>
    /// <param name="store">The products.</param>
    /// <param name="branch">
    /// Names from coarse to fine with '/' or '>' in between ("Apparel/Topwear"), or one name from anywhere ("Topwear"). Letter case and white space do not count; a name
    /// that has such a sign in it is written as it is.
    /// </param>
    /// <exception cref="UsageException">There is no such branch; the hint names those that there are.</exception>
    public static Func<int, bool> Under(CatalogueStore store, string branch) => store.RowsUnder(PathsUnder(store, branch));

    /// <summary>For each path of <see cref="CatalogueStore.CategoryPaths"/> whether it belongs to a branch.</summary>
    /// <exception cref="UsageException">There is no such branch.</exception>
    internal static Func<IReadOnlyList<string>, bool> PathsUnder(CatalogueStore store, string branch)
    {
        var (paths, wanted) = (store.CategoryPaths, KeyOf([branch]));
        Func<IReadOnlyList<string>, bool>[] readings =
        [
            path => Enumerable.Range(1, path.Count).Any(depth => KeyOf(path.Take(depth)) == wanted),
            path => path.Any(name => KeyOf([name]) == wanted),
        ];
        return wanted.Length > 0 && readings.FirstOrDefault(paths.Any) is { } reading ? reading : throw Unknown(paths, branch);
    }

    private static UsageException Unknown(IReadOnlyList<IReadOnlyList<string>> paths, string branch)
    {
        var names = branch.Split([Between, '>'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var known = names.Length;
        while (known > 0 && !paths.Any(path => path.Count >= known && KeyOf(path.Take(known)) == KeyOf(names.Take(known))))
            known--;
        var next = paths.Where(path => path.Count > known && KeyOf(path.Take(known)) == KeyOf(names.Take(known))).Select(path => path[known]).Distinct(StringComparer.Ordinal);
        var where = known == 0 ? "The coarsest categories are" : $"Under '{string.Join(Between, names[..known])}' there are";
        return new UsageException($"No category begins with '{branch}'.", $"{where}: {string.Join(", ", next.Order(StringComparer.OrdinalIgnoreCase))}.");
    }

    // Folded, and one sign between names whatever was written there, without the blanks around it.
    private static string KeyOf(IEnumerable<string> names) => string.Join(Between,
        SameTitle.KeyOf(string.Join(Between, names)).Split([Between, '>'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
