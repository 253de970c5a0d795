using CsvHelper;

namespace Vitrine.Catalogue;

/// <summary>CSV and TSV with a header, quoted as RFC 4180 says.</summary>
/// <remarks>
/// The parser is given one record at a time. So the line of a row is known exactly, a row that never ends is cut, and after a
/// stray quote that swallowed the lines below it, reading goes on with the second of them: one bad row, not hundreds.
/// </remarks>
internal sealed class DelimitedTable : Table
{
    private readonly RecordLines record;
    private readonly CsvReaderOptions format;
    private bool strayQuote, openQuote;

    /// <param name="path">The file.</param>
    /// <param name="delimiter">Between cells; null takes the most frequent of comma, semicolon, tab and bar in the header.</param>
    public DelimitedTable(string path, char? delimiter)
    {
        record = new RecordLines(new TableLines(path));
        format = new CsvReaderOptions
        {
            Separator = delimiter ?? MostFrequent(record.Peek() ?? ""),
            DetectSeparatorHint = false,
            HasHeader = false,
            SkipEmptyLines = false,
            TrimWhitespace = false,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = _ => strayQuote = true,
        };
        if (!record.Begin() || Cells() is not { } header || header.All(string.IsNullOrWhiteSpace))
            throw Empty(path, "no header", "a header line with the names of the columns, then one row per product");
        Columns = [.. header.Select(name => name.Trim())];
    }

    public override IReadOnlyList<string> Columns { get; }

    public override long BytesRead => record.Lines.BytesRead;

    public override long Length => record.Lines.Length;

    public override IEnumerable<TableRow> Rows(IReadOnlyList<string> columns)
    {
        var wanted = columns.Select(column => Columns.ToList().IndexOf(column)).ToArray();
        while (record.Begin())
        {
            if (record.IsBlank && !record.IsCut)
                continue;
            var cells = Cells();
            // On one line a stray quote is a mark of inches; over several it has taken rows that are not its own.
            if (cells?.Length == Columns.Count && !(strayQuote && record.SpansLines))
            {
                yield return new TableRow(record.FirstLine, Array.ConvertAll(wanted, index => new TableCell(cells[index])), null);
                continue;
            }

            yield return cells is not null
                ? TableRow.Bad(record.FirstLine, BadRowReason.CellCount, $"{cells.Length} cells, {Columns.Count} columns" + record.SpanNote)
                : TableRow.Bad(record.FirstLine, BadRowReason.TextTooLarge, "a row that does not end" + record.SpanNote);
            record.GiveBackAllButFirst();
        }
    }

    public override void Dispose() => record.Dispose();

    /// <summary>
    /// The cells of the record at hand, which grows until its quotes are closed; null where it was cut. One that has too many cells already grows no further,
    /// which also bounds how often a record is parsed anew.
    /// </summary>
    private string[]? Cells()
    {
        while (!record.IsCut)
        {
            var cells = Parse(record.Text);
            if (!openQuote || cells.Length > Columns?.Count || !(record.Grow() || record.IsCut))
                return cells;
        }

        return null;
    }

    /// <summary>A stray carriage return ends a record for the parser: what follows it on the line counts as further cells, so that the row is one with too many.</summary>
    private string[] Parse(string text)
    {
        strayQuote = openQuote = false;
        var cells = new List<string>(Columns?.Count ?? 16);
        using var parser = CsvReader.FromText(text, format);
        while (parser.Read())
        {
            for (var i = 0; i < parser.FieldCount; i++)
                cells.Add(parser.GetString(i));
            // The line feed that ends a record belongs to the last cell only where a quote is still open.
            openQuote = parser.GetRawSpan(parser.FieldCount - 1).EndsWith("\n"u8);
        }

        return [.. cells];
    }

    private static char MostFrequent(string header) => ",;\t|".MaxBy(candidate => header.Count(character => character == candidate));
}
