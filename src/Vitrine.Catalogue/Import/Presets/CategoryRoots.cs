namespace Vitrine.Catalogue;

/// <summary>Finds the root of a shop's paths of categories, which names the shop and no category.</summary>
internal static class CategoryRoots
{
    /// <summary>The root as <see cref="ImportOptions.CategoryRoot"/> takes it; null if there is none.</summary>
    /// <param name="cells">Cells of the column.</param>
    /// <param name="options">With the signs that separate names and paths.</param>
    /// <param name="column">The column.</param>
    /// <param name="usual">What the system calls its roots, outer to inner. Where the innermost was renamed, it is the name that all paths share, if they differ below it.</param>
    public static string? Find(IEnumerable<TableCell> cells, ImportOptions options, string column, IReadOnlyList<string> usual)
    {
        var format = CategoryFormat.Of(options with { CategoryRoot = null }, column);
        string[][] paths = [.. cells.SelectMany(cell => format.Read(cell.Plain())).DistinctBy(CategoryKey.Of)];
        var root = new List<string>();
        foreach (var name in usual)
        {
            if (!paths.Any(path => IsFirst(path, name)))
                continue;
            root.Add(name);
            paths = [.. paths.Select(path => IsFirst(path, name) ? path[1..] : path).Where(path => path.Length > 0)];
        }

        if (!root.Contains(usual[^1]) && paths.Count(path => path.Length > 1) > 1 && paths.All(path => IsFirst(path, paths[0][0])))
            root.Add(paths[0][0]);
        var between = format.Names ?? '/';
        return root.Count > 0 ? string.Join(between, root.Select(name => name.Replace($"{between}", $@"\{between}", StringComparison.Ordinal))) : null;
    }

    private static bool IsFirst(string[] path, string name) => CategoryKey.Of([path[0]]) == CategoryKey.Of([name]);
}
