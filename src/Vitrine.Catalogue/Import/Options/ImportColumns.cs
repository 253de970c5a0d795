namespace Vitrine.Catalogue;

/// <summary>The columns that the options of an import name, as the table calls them.</summary>
internal static class ImportColumns
{
    /// <summary>The options with each column by its name in <see cref="Table.Columns"/>, and lists in one text taken apart.</summary>
    /// <exception cref="UsageException">A column that the table does not have, or has twice.</exception>
    public static ImportOptions Resolve(ImportOptions options, Table table)
    {
        var resolved = options with
        {
            Id = options.Id.Length == 0 ? "" : One("--id", options.Id)!, // open while an import is guessed
            Title = All("--title", options.Title, ','),
            Category = All("--category", options.Category, '/'),
            Attribute = All("--attribute", options.Attribute, ','),
            Number = All("--number", options.Number, ','),
            Image = All("--image", options.Image, ','),
            Price = All("--price", options.Price, ','),
            Brand = One("--brand", options.Brand),
            Description = All("--description", options.Description, ','),
            OtherId = One("--other-id", options.OtherId),
            Variants = One("--variants", options.Variants),
            VariantOf = One("--variant-of", options.VariantOf),
            VariantId = One("--variant-id", options.VariantId),
            StoreView = One("--store-view", options.StoreView),
            Status = All("--status", options.Status, ','),
            Split = One("--split", options.Split),
            Group = One("--group", options.Group),
        };
        return resolved with { NameColumns = Named(resolved.Attribute, table.Columns) };

        string? One(string flag, string? column) => column is null ? null : table.Names.Require(options.Table, flag, column);

        string[] All(string flag, IReadOnlyList<string> columns, char separator) => table.Names.RequireAll(options.Table, flag, columns, separator);
    }

    /// <summary>Columns of attributes whose values other columns of the table name, with these.</summary>
    public static IReadOnlyDictionary<string, string> Named(IReadOnlyList<string> attributes, IReadOnlyCollection<string> columns) =>
        ValueNames.In(columns).Where(pair => attributes.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);
}
