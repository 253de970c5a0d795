namespace Vitrine.Catalogue;

/// <summary>The first cells of some columns, by which it is told how each is written.</summary>
internal static class FirstCells
{
    private const int MostRows = 5000;

    /// <summary>The texts of each column, plain; lists are left out, which say themselves what they are.</summary>
    /// <param name="options">The import, its columns resolved.</param>
    /// <param name="columns">Each once or several times.</param>
    public static IReadOnlyDictionary<string, string[]> Of(ImportOptions options, IEnumerable<string> columns)
    {
        string[] read = [.. columns.Distinct(StringComparer.Ordinal)];
        if (read.Length == 0)
            return new Dictionary<string, string[]>();
        using var table = TableFile.Open(options.Table, options.Encoding, options.Delimiter);
        TableRow[] rows = [.. table.Rows(read).Where(row => row.Problem is null).Take(MostRows)];
        return read.Index().ToDictionary(column => column.Item, column => (string[])[.. rows.Select(row => row.Cells[column.Index]).Where(cell => cell.Items is null).Select(cell => CellText.Plain(cell.Text))], StringComparer.Ordinal);
    }
}
