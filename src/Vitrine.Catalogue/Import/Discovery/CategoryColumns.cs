namespace Vitrine.Catalogue;

/// <summary>Finds the columns of the category path, coarse to fine.</summary>
internal static class CategoryColumns
{
    /// <summary>A coarser column counts as determined when knowing the finer one removes this share of the doubt about it; exports have slips.</summary>
    private const double Determined = 0.9;

    private const int MostCategories = 2000;

    /// <summary>A column is one of paths by what it holds alone if so many of its cells have ">" between names.</summary>
    private const double Paths = 0.5;

    private static readonly string[] Whole =
    [
        "categorypath", "categories", "categoriespath", "category", "producttype", "productcategory", "productcategories", "breadcrumb", "breadcrumbs", "kategorie", "kategorien", "kategoriepfad", "produktkategorie", "warengruppe",
        "warengruppen", "categorie", "categoria", "categorias", "rubrik",
    ];

    private static readonly string[] Words =
        ["categor", "kategori", "type", "typ", "department", "dept", "abteilung", "group", "gruppe", "groupe", "grupo", "gruppo", "class", "section", "kind", "sortiment", "rubri", "rayon", "famil", "reparto"];

    /// <summary>One column of paths, by its name or by the signs in it; else the longest chain of which each finer one determines the next coarser, by name or, in many rows, by content alone; else one that is called so. Null: none.</summary>
    public static SampledColumn[]? In(SampledColumn[] free)
    {
        if (Whole.SelectMany(name => free.Where(column => column.Key == name && column.Filled > 0)).FirstOrDefault(HoldsPaths) is { } paths)
            return [paths];
        if (free.Where(HoldsArrows).MaxBy(column => column.Distinct) is { } arrows)
            return [arrows];
        if (free.Where(column => column.IsCalled(Words) && HoldsLists(column)).MaxBy(column => (!CodeColumns.AreCalledCodes(column), column.Filled)) is { } lists)
            return [lists];
        free = [.. free.Where(column => !HoldsLists(column))];
        SampledColumn[] called = [.. free.Where(column => column.IsCalled(Words) && column.Filled > 0 && column.Distinct <= MostCategories && (column.HasFewRows || !column.IsUnique))];
        if (LongestChain(called.Where(column => column.HasFewRows || column.Distinct * 2 <= column.Cells.Count)) is { Length: > 1 } named)
            return named;
        if (LongestChain(free.Where(column => !column.HasFewRows && column.IsCategorical(MostCategories) && column.Cells.Any(cell => cell.Text.Any(char.IsLetter)))) is { Length: > 1 } found)
            return found;
        return called.MaxBy(column => (Whole.Contains(column.Key), column.Distinct)) is { } only ? [only] : null;
    }

    private static bool HoldsLists(SampledColumn column) => column.Cells.Any(cell => cell.Items is not null);

    private static bool HoldsPaths(SampledColumn column) =>
        HoldsLists(column)
        || CategoryFormat.Detect([.. column.Cells.Where(cell => cell.Text.Length > 0).Take(2000).Select(cell => CellText.Plain(cell.Text))]).Names is not null;

    /// <summary>Half of the cells are paths with ">", which stands between names of paths and hardly anywhere else. Texts with tags have it too, before these are taken out.</summary>
    public static bool HoldsArrows(SampledColumn column)
    {
        string[] cells = [.. column.Cells.Where(cell => cell.Text.Length > 0).Select(cell => CellText.Plain(cell.Text))];
        return cells.Length > 0 && cells.Count(cell => CategoryFormat.Detect([cell]).Names == '>') >= Paths * cells.Length;
    }

    private static SampledColumn[]? LongestChain(IEnumerable<SampledColumn> columns)
    {
        var chains = new List<SampledColumn[]>();
        foreach (var fine in columns.OrderBy(column => column.Distinct))
        {
            var coarser = chains.Where(chain => chain.All(column => column.Distinct < fine.Distinct && fine.Determines(column) >= Determined))
                .MaxBy(chain => chain.Length) ?? [];
            chains.Add([.. coarser, fine]);
        }

        return chains.MaxBy(chain => (chain.Length, chain[^1].Distinct));
    }
}
