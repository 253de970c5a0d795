namespace Vitrine.Catalogue;

/// <summary>Columns of ids, read before the import for what only the whole table tells.</summary>
internal static class IdCells
{
    /// <summary>The cells of these columns, row by row, as <see cref="CellText.Id"/> reads them. Broken rows are passed over.</summary>
    public static IEnumerable<string[]> Read(ImportOptions options, params string[] columns)
    {
        using var table = TableFile.Open(options.Table, options.Encoding, options.Delimiter);
        foreach (var row in table.Rows(columns))
        {
            if (row.Problem is null)
                yield return [.. row.Cells.Select(cell => CellText.Id(cell.Text))];
        }
    }
}
