namespace Vitrine.Catalogue;

/// <summary>CSV and TSV with a header, quoted as RFC 4180 says, with what exports of shops make of it.</summary>
/// <remarks>
/// Blank lines and rows without any text are nothing. A row may leave out cells at its end, or have empty ones too many. After a stray quote that swallowed the
/// lines below it, reading goes on with the second of them: one bad row, not hundreds. A carriage return in a row ends it where each part is a whole row, and is a
/// blank of its cell where not.
/// </remarks>
internal sealed class DelimitedTable : Table
{
    private const int MostColumns = 1 << 14;
    private const int SampledLines = 200;
    private const int SampledCharacters = 1 << 16;

    private readonly RecordLines record;
    private readonly RecordCells lineCells;
    private readonly TextForm form;
    private readonly string cellNote;
    private readonly List<string> above = []; // the header
    private readonly int width;

    /// <param name="source">The bytes.</param>
    /// <param name="form">How they are a text.</param>
    /// <param name="delimiter">Between cells; null to find it out.</param>
    /// <exception cref="BadDataException">There is no header.</exception>
    public DelimitedTable(TableSource source, TextForm form, char? delimiter)
    {
        this.form = form;
        var lines = new TableLines(source, form);
        try
        {
            var sample = Sample(source, form);
            var declared = sample is [var first, ..] ? Delimiter.Declared(first) : null;
            var found = delimiter ?? declared ?? Delimiter.Guess(sample, form.EscapesQuotes);
            cellNote = $"cells are parted at {Delimiter.Describe(found)}";
            lineCells = new RecordCells(found, form.EscapesQuotes);
            record = new RecordLines(lines, new RecordCells(found, form.EscapesQuotes));
            var header = ReadHeader(Delimiter.RowsAboveHeader(declared is null ? sample : sample[1..], found, form.EscapesQuotes)) ?? throw Empty(source.Path, "no header", "a header line with the names of the columns, then one row per product");
            width = header.Length;
            if (width > MostColumns)
                throw Empty(source.Path, $"a header of {width:N0} columns", $"at most {MostColumns:N0}");
            Names = new ColumnNames(header);
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    public override ColumnNames Names { get; }

    public override IReadOnlyList<string> Notes => [.. form.Note is { } note ? [note] : Array.Empty<string>(), .. above.Count > 0 ? [HeaderPlace.Note(above)] : Array.Empty<string>()];

    public override string CellNote => cellNote;

    public override long Done => record.Lines.BytesRead;

    public override long Length => record.Lines.Length;

    protected override IEnumerable<TableRow> Read(int[] positions, IReadOnlyList<string> columns)
    {
        while (record.Next(width))
        {
            if (PartAtReturns(width))
                continue;
            if (Problem() is { } problem)
            {
                record.GiveBackAllButFirst();
                yield return problem;
            }
            else if (!record.Cells.Cells.All(cell => CellText.IsEmpty(cell)))
            {
                var cells = record.Cells.Cells;
                yield return new TableRow(record.FirstLine, Array.ConvertAll(positions, position => new TableCell(position < cells.Count ? cells[position] : "")), null);
            }
        }
    }

    public override void Dispose() => record.Dispose();

    private static List<string> Sample(TableSource source, TextForm form)
    {
        using var lines = new TableLines(source, form);
        var sample = new List<string>();
        while (sample.Count < SampledLines && sample.Sum(line => line.Length) < SampledCharacters && lines.Next(out _) is { } line)
        {
            if (sample.Count > 0 || !CellText.IsEmpty(line))
                sample.AddRange(line.Split('\r'));
        }

        return sample;
    }

    /// <summary>The first record with any text after a line such as "sep=;", if there is one, and after the records that stand above the header; null if there is none.</summary>
    private string[]? ReadHeader(int rowsAbove)
    {
        var isFirst = true;
        while (record.Next(MostColumns))
        {
            if (record.IsCut || record.Cells.IsOpen)
                return null;
            if (record.Cells.Cells.All(cell => CellText.IsEmpty(cell)))
                continue;
            if (isFirst && Delimiter.Declared(record.FirstText) is not null)
            {
                isFirst = false;
                continue;
            }

            if (above.Count < rowsAbove && record.FirstReturns.Count == 0)
            {
                above.Add(string.Join(' ', record.Cells.Cells.Where(cell => !CellText.IsEmpty(cell)).Select(CellText.Plain)));
                continue;
            }

            string[] header = [.. record.Cells.Cells];
            // A carriage return after the header alone: the header and the first row stand on one line. But one within a name does not change the number of names.
            if (record.FirstReturns.Count == 0 || record.SpansLines || (record.Peek() is { } next && lineCells.Of(next)?.Count == header.Length))
                return header;
            var first = record.FirstText[..record.FirstReturns[0]];
            if (lineCells.Of(first) is not { Count: > 1 } names || !PartAtReturns(names.Count))
                return header;
            record.Skip();
            return [.. lineCells.Of(first)!];
        }

        return null;
    }

    /// <summary>What is wrong with the record as a whole.</summary>
    private TableRow? Problem()
    {
        var cells = record.Cells.Cells;
        if (record.IsCut)
            return TableRow.Bad(record.FirstLine, BadRowReason.TextTooLarge, "a row that does not end" + record.SpanNote);
        var count = cells.Count;
        while (count > width && CellText.IsEmpty(cells[count - 1]))
            count--;
        return count > width || record.Cells.IsOpen || record.Cells.HasStrayQuote || (record.SpansLines && count < width && HasSwallowedRow())
            ? TableRow.Bad(record.FirstLine, BadRowReason.CellCount, $"{count} cells, {width} columns" + record.SpanNote)
            : null;
    }

    /// <summary>Whether a line that seems to be within quotes is a row as it stands.</summary>
    private bool HasSwallowedRow() => record.Below.Any(line => lineCells.Of(line)?.Count == width);

    /// <summary>
    /// Gives the parts of a line with carriage returns back as lines if each has this number of cells, exactly, or, of the last, a quote that is closed below; false if not.
    /// </summary>
    private bool PartAtReturns(int count)
    {
        if (record.FirstReturns.Count == 0 || record.IsCut)
            return false;
        var parts = Parts();
        if (!parts.Take(parts.Count - 1).All(IsRow) || !(IsRow(parts[^1]) || (record.SpansLines && lineCells.Of(parts[^1]) is null)))
            return false;
        record.GiveBack(parts);
        return true;

        bool IsRow(string part) => CellText.IsEmpty(part) || lineCells.Of(part)?.Count == count;
    }

    private List<string> Parts()
    {
        var parts = new List<string>();
        var start = 0;
        foreach (var at in record.FirstReturns)
        {
            parts.Add(record.FirstText[start..at]);
            start = at + 1;
        }

        parts.Add(record.FirstText[start..]);
        return parts;
    }
}
