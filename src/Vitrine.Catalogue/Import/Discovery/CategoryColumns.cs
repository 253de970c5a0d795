namespace Vitrine.Catalogue;

/// <summary>Finds the columns of the category path, coarse to fine.</summary>
internal static class CategoryColumns
{
    /// <summary>A coarser column counts as determined when knowing the finer one removes this share of the doubt about it; exports have slips.</summary>
    private const double Determined = 0.9;

    private const int MostCategories = 2000;

    private static readonly string[] Whole = ["categorypath", "categories", "categoriespath", "category", "producttype", "productcategory", "productcategories", "breadcrumb", "breadcrumbs", "kategorie", "kategorien"];

    private static readonly string[] Words = ["categor", "type", "department", "dept", "group", "class", "section", "kind", "kategorie"];

    /// <summary>One column of paths; else the longest chain of which each finer one determines the next coarser, by name or, in many rows, by content alone; else one that is called so. Null: none.</summary>
    public static SampledColumn[]? In(SampledColumn[] free)
    {
        if (Whole.SelectMany(name => free.Where(column => column.Key == name && column.Filled > 0)).FirstOrDefault(HoldsPaths) is { } paths)
            return [paths];
        SampledColumn[] called = [.. free.Where(column => column.IsCalled(Words) && column.Filled > 0 && column.Distinct <= MostCategories && (column.HasFewRows || !column.IsUnique))];
        if (LongestChain(called.Where(column => column.HasFewRows || column.Distinct * 2 <= column.Cells.Count)) is { Length: > 1 } named)
            return named;
        if (LongestChain(free.Where(column => !column.HasFewRows && column.IsCategorical(MostCategories))) is { Length: > 1 } found)
            return found;
        return called.MaxBy(column => (Whole.Contains(column.Key), column.Distinct)) is { } only ? [only] : null;
    }

    private static bool HoldsPaths(SampledColumn column) =>
        column.Cells.Any(cell => cell.Items is not null)
        || CategoryFormat.Detect([.. column.Cells.Where(cell => cell.Text.Length > 0).Take(2000).Select(cell => CellText.Plain(cell.Text))]).Names is not null;

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
