namespace Vitrine.Catalogue;

/// <summary>Reads the numbers of a row, by what each column writes before its decimals.</summary>
internal sealed class NumberCells
{
    private readonly Dictionary<string, char?> decimalSigns;

    /// <summary>Looks into the table beforehand.</summary>
    /// <param name="options">The import, its columns resolved.</param>
    public NumberCells(ImportOptions options)
    {
        Columns = [.. options.NumberColumns];
        decimalSigns = FirstCells.Of(options, Columns.Select(number => number.Column)).ToDictionary(column => column.Key, column => NumberCell.DecimalSignOf(column.Value), StringComparer.Ordinal);
    }

    /// <summary>Numbers by name, with the column that each comes from.</summary>
    public IReadOnlyList<(string Name, string Column)> Columns { get; }

    /// <summary>The number of a cell; false where there is none.</summary>
    public bool TryRead(string column, string text, out double number) => NumberCell.TryRead(text, out number, decimalSigns[column]);
}
