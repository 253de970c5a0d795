namespace Vitrine.Catalogue;

/// <summary>Finds the root of a shop's paths of categories, which names the shop and no category.</summary>
internal static class CategoryRoots
{
    // The page of a shop from which all others are reached, as a trail of pages begins with it.
    private static readonly HashSet<string> FirstPages = new(StringComparer.Ordinal)
    {
        "home", "homepage", "home page", "main page", "root", "all", "all categories", "all products", "all departments", "shop", "store", "online shop", "online store", "catalog", "catalogue", "startseite", "start",
        "hauptseite", "alle kategorien", "alle produkte", "katalog", "accueil", "boutique", "toutes les catégories", "tous les produits", "catalogue produits", "inicio", "tienda", "todas las categorías", "catálogo", "início",
        "loja", "pagina inicial", "página inicial", "negozio", "catalogo", "winkel", "strona główna", "sklep", "domů", "hem", "hjem", "forside", "etusivu", "ana sayfa", "главная", "каталог",
    };

    /// <summary>The name of a shop's first page, where all paths of a column begin with it and differ below; null otherwise.</summary>
    /// <param name="cells">Cells of the column.</param>
    /// <param name="options">With the signs that separate names and paths.</param>
    /// <param name="column">The column.</param>
    public static string? FirstPage(IEnumerable<TableCell> cells, ImportOptions options, string column)
    {
        var paths = PathsOf(cells, FormatOf(options, column));
        return paths.Count(path => path.Length > 1) > 1 && FirstPages.Contains(paths[0][0].Trim().ToLowerInvariant()) && paths.All(path => IsFirst(path, paths[0][0])) ? paths[0][0] : null;
    }

    /// <summary>The root as <see cref="ImportOptions.CategoryRoot"/> takes it; null if there is none.</summary>
    /// <param name="cells">Cells of the column.</param>
    /// <param name="options">With the signs that separate names and paths.</param>
    /// <param name="column">The column.</param>
    /// <param name="usual">What the system calls its roots, outer to inner. Where the innermost was renamed, it is the name that all paths share, if they differ below it.</param>
    public static string? Find(IEnumerable<TableCell> cells, ImportOptions options, string column, IReadOnlyList<string> usual)
    {
        var format = FormatOf(options, column);
        var paths = PathsOf(cells, format);
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

    private static CategoryFormat FormatOf(ImportOptions options, string column) => CategoryFormat.Of(options with { CategoryRoot = null }, column);

    private static string[][] PathsOf(IEnumerable<TableCell> cells, CategoryFormat format) => [.. cells.SelectMany(cell => format.Read(cell.Plain())).DistinctBy(CategoryKey.Of)];

    private static bool IsFirst(string[] path, string name) => CategoryKey.Of([path[0]]) == CategoryKey.Of([name]);
}
