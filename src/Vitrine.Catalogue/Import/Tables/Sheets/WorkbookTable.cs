namespace Vitrine.Catalogue;

/// <summary>The first sheet of an Excel workbook (.xlsx) that has anything in it; its first row with a text is the header.</summary>
/// <remarks>Numbers are as the sheet shows them, see <see cref="NumberFormats"/>; a formula is its last result; an error such as #N/A is an empty cell.</remarks>
internal sealed class WorkbookTable : Table
{
    private readonly WorkbookParts parts;
    private readonly SheetRows rows;
    private readonly int width;

    /// <exception cref="BadDataException">No sheet has a header, or the workbook is damaged.</exception>
    public WorkbookTable(TableSource source)
    {
        parts = new WorkbookParts(source);
        try
        {
            var workbook = Workbook.Read(source.Path, parts);
            (rows, var sheet) = FirstSheet(source.Path, workbook);
            width = rows.Cells.Count;
            Names = new ColumnNames(rows.Cells);
            if (workbook.Sheets.Count > 1)
                Notes = [$"{source.Name} has {workbook.Sheets.Count} sheets: '{sheet}' is read, the first with a table. To read another, put it first."];
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    public override ColumnNames Names { get; }

    public override IReadOnlyList<string> Notes { get; } = [];

    public override long Done => parts.Done;

    public override long Length => parts.Length;

    protected override IEnumerable<TableRow> Read(int[] positions, IReadOnlyList<string> columns)
    {
        while (parts.Guarded(rows.TryRead))
        {
            var cells = rows.Cells;
            if (cells.All(cell => CellText.IsEmpty(cell)))
                continue;
            if (cells.Count > width)
                yield return TableRow.Bad(rows.Number, BadRowReason.CellCount, $"{cells.Count} cells, {width} columns");
            else
                yield return new TableRow(rows.Number, Array.ConvertAll(positions, position => new TableCell(position < cells.Count ? cells[position] : "")), null);
        }
    }

    public override void Dispose()
    {
        rows.Dispose();
        parts.Dispose();
    }

    /// <summary>The rows of the first sheet with a header, after that.</summary>
    private (SheetRows Rows, string Sheet) FirstSheet(string path, Workbook workbook)
    {
        foreach (var (name, part) in workbook.Sheets)
        {
            if (parts.Open(part) is not { } reader)
                continue;
            var sheet = new SheetRows(reader, workbook);
            while (parts.Guarded(sheet.TryRead))
            {
                if (!sheet.Cells.All(cell => CellText.IsEmpty(cell)))
                    return (sheet, name);
            }

            sheet.Dispose();
        }

        throw Empty(path, "no sheet with a header", "a row with the names of the columns, then one row per product");
    }
}
