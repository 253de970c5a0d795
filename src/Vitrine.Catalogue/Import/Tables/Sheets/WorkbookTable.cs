namespace Vitrine.Catalogue;

/// <summary>The first sheet of an Excel workbook (.xlsx) that has a table in it, rows of several cells; what stands above its header is passed over.</summary>
/// <remarks>Numbers are as the sheet shows them, see <see cref="NumberFormats"/>; a formula is its last result; an error such as #N/A is an empty cell.</remarks>
internal sealed class WorkbookTable : Table
{
    private readonly WorkbookParts parts;
    private readonly SheetRows rows;
    private readonly List<string> above = []; // the header
    private readonly int width;

    /// <exception cref="BadDataException">No sheet has a header, or the workbook is damaged.</exception>
    public WorkbookTable(TableSource source)
    {
        parts = new WorkbookParts(source);
        try
        {
            var workbook = Workbook.Read(source.Path, parts);
            (rows, var sheet) = FirstSheet(source.Path, workbook);
            var notes = new List<string>();
            width = rows.Cells.Count;
            Names = new ColumnNames(rows.Cells);
            if (workbook.Sheets.Count > 1)
                notes.Add($"{source.Name} has {workbook.Sheets.Count} sheets: '{sheet}' is read, the first with a table. To read another, put it first.");
            if (above.Count > 0)
                notes.Add(HeaderPlace.Note(above));
            Notes = notes;
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

    /// <summary>The rows of the first sheet with a table, after its header; where all have single cells alone, of the first with any.</summary>
    private (SheetRows Rows, string Sheet) FirstSheet(string path, Workbook workbook)
    {
        (string Name, string Part, int[] Filled)? found = null;
        foreach (var (sheet, of) in workbook.Sheets)
        {
            if (FirstRows(of, workbook) is { Length: > 0 } first && (found is null || first.Max() > 1))
                found = (sheet, of, first);
            if (found?.Filled.Max() > 1)
                break;
        }

        if (found is not var (name, part, filled))
            throw Empty(path, "no sheet with a header", "a row with the names of the columns, then one row per product");
        var rows = new SheetRows(parts.Open(part)!, workbook);
        for (var (toPass, isHeader) = (HeaderPlace.Of(filled), false); !isHeader && parts.Guarded(rows.TryRead);)
        {
            if (FilledIn(rows) == 0)
                continue;
            isHeader = toPass-- == 0;
            if (!isHeader)
                above.Add(string.Join(' ', rows.Cells.Where(cell => !CellText.IsEmpty(cell)).Select(CellText.Plain)));
        }

        return (rows, name);
    }

    /// <summary>How many cells of the first rows with a text have one.</summary>
    private int[] FirstRows(string part, Workbook workbook)
    {
        if (parts.Open(part) is not { } reader)
            return [];
        var filled = new List<int>();
        using var rows = new SheetRows(reader, workbook);
        while (filled.Count < HeaderPlace.MostRows && parts.Guarded(rows.TryRead))
        {
            if (FilledIn(rows) is > 0 and var cells)
                filled.Add(cells);
        }

        return [.. filled];
    }

    private static int FilledIn(SheetRows rows) => rows.Cells.Count(cell => !CellText.IsEmpty(cell));
}
