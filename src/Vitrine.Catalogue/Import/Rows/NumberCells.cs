namespace Vitrine.Catalogue;

/// <summary>Reads the numbers of a row, by what each column writes before its decimals.</summary>
internal sealed class NumberCells
{
    /// <summary>Cells that are looked at.</summary>
    private const int SampledCells = 5000;

    private readonly Dictionary<string, char?> decimalSigns = new(StringComparer.Ordinal);

    /// <summary>Looks into the table beforehand.</summary>
    /// <param name="options">The import, its columns resolved.</param>
    public NumberCells(ImportOptions options)
    {
        Columns = [.. options.NumberColumns];
        if (Columns.Count == 0)
            return;
        string[] read = [.. Columns.Select(number => number.Column).Distinct(StringComparer.Ordinal)];
        using var table = TableFile.Open(options.Table, options.Encoding, options.Delimiter);
        TableRow[] rows = [.. table.Rows(read).Where(row => row.Problem is null).Take(SampledCells)];
        foreach (var (place, column) in read.Index())
            decimalSigns[column] = NumberCell.DecimalSignOf(rows.Select(row => CellText.Plain(row.Cells[place].Text)));
    }

    /// <summary>Numbers by name, with the column that each comes from.</summary>
    public IReadOnlyList<(string Name, string Column)> Columns { get; }

    /// <summary>The number of a cell; false where there is none.</summary>
    public bool TryRead(string column, string text, out double number) => NumberCell.TryRead(text, out number, decimalSigns[column]);
}
