namespace Vitrine.Catalogue;

/// <summary>The columns that the options of an import name, as the table calls them.</summary>
internal static class ImportColumns
{
    /// <summary>The options with each column by its name in <see cref="Table.Columns"/>, and lists in one text taken apart.</summary>
    /// <exception cref="UsageException">A column that the table does not have, or has twice.</exception>
    public static ImportOptions Resolve(ImportOptions options, Table table)
    {
        var (names, path) = (table.Names, options.Table);
        return options with
        {
            Id = names.Require(path, "--id", options.Id),
            Title = names.Require(path, "--title", options.Title),
            Category = names.RequireAll(path, "--category", options.Category, '/'),
            Attribute = names.RequireAll(path, "--attribute", options.Attribute, ','),
            Image = options.Image is { } image ? names.Require(path, "--image", image) : null,
        };
    }
}
