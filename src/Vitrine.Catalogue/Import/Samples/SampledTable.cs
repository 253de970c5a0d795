namespace Vitrine.Catalogue;

/// <summary>The first rows of a table by column.</summary>
internal sealed class SampledTable
{
    /// <summary>Rows that are looked at.</summary>
    private const int MostRows = 50_000;

    private SampledTable(string path, SampledColumn[] columns) => (Path, Columns) = (path, columns);

    public string Path { get; }

    public IReadOnlyList<SampledColumn> Columns { get; }

    /// <summary>Rows that were looked at.</summary>
    public int Rows => Columns[0].Cells.Count;

    /// <exception cref="BadDataException">No usable row.</exception>
    public static SampledTable Read(string path, string? encoding = null, string? delimiter = null)
    {
        using var table = TableFile.Open(path, encoding, delimiter);
        string[] names = [.. table.Columns];
        List<TableCell>[] cells = [.. names.Select(_ => new List<TableCell>())];
        foreach (var row in table.Rows(names).Where(row => row.Problem is null).Take(MostRows))
        {
            for (var column = 0; column < names.Length; column++)
                cells[column].Add(row.Cells[column] with { Text = row.Cells[column].Text.Trim() });
        }

        if (names.Length == 0 || cells[0].Count == 0)
            throw new BadDataException(path, null, null, "no usable row", "a header and one row per product", "Check that the export of the table was complete.");
        return new SampledTable(path, [.. names.Select((name, column) => new SampledColumn(name, cells[column]))]);
    }

    /// <summary>The columns whose <see cref="HeaderKey"/> a pattern means, in the order of the table.</summary>
    public IEnumerable<SampledColumn> Called(string pattern) => Columns.Where(column => HeaderKey.Matches(pattern, column.Key));

    /// <summary>The first column of the first of these names that has any.</summary>
    public SampledColumn? FirstCalled(params IEnumerable<string> patterns) => patterns.SelectMany(Called).FirstOrDefault();
}
