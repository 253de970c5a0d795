using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Vitrine.Catalogue;

/// <summary>CSV and TSV with a header, quoted as RFC 4180 says.</summary>
/// <remarks>
/// The parser is given one line at a time. So the line of a row is known exactly, a row that never ends is cut, and after a
/// stray quote that swallowed the lines below it, reading goes on with the second of them: one bad row, not hundreds.
/// </remarks>
internal sealed class DelimitedTable : Table
{
    private readonly RecordReader reader;
    private readonly CsvConfiguration format;
    private CsvParser parser;
    private bool strayQuote;

    /// <param name="path">The file.</param>
    /// <param name="delimiter">Between cells; null takes the most frequent of comma, semicolon, tab and bar in the header.</param>
    public DelimitedTable(string path, char? delimiter)
    {
        reader = new RecordReader(new TableLines(path));
        format = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = (delimiter ?? MostFrequent(reader.Peek() ?? "")).ToString(),
            BadDataFound = _ => strayQuote = true,
            IgnoreBlankLines = false,
        };
        parser = new CsvParser(reader, format, leaveOpen: true);
        reader.StartRecord();
        if (!parser.Read() || parser.Record!.All(string.IsNullOrWhiteSpace))
            throw Empty(path, "no header", "a header line with the names of the columns, then one row per product");
        Columns = [.. parser.Record!.Select(name => name.Trim())];
    }

    public override IReadOnlyList<string> Columns { get; }

    public override long BytesRead => reader.Lines.BytesRead;

    public override long Length => reader.Lines.Length;

    public override IEnumerable<TableRow> Rows(IReadOnlyList<string> columns)
    {
        var wanted = columns.Select(column => Columns.ToList().IndexOf(column)).ToArray();
        while (true)
        {
            reader.StartRecord();
            var read = parser.Read();
            var whole = !reader.Cut;
            if (!read && whole)
                yield break;
            if (whole && reader.IsBlank)
                continue;
            strayQuote = false;
            var record = whole ? parser.Record! : [];
            // On one line a stray quote is a mark of inches; over several it has taken rows that are not its own.
            if (record.Length == Columns.Count && !(strayQuote && reader.SpansLines))
            {
                yield return new TableRow(reader.RecordLine, Array.ConvertAll(wanted, index => record[index]), null);
                continue;
            }

            yield return whole
                ? TableRow.Bad(reader.RecordLine, BadRowReason.CellCount, $"{record.Length} cells, {Columns.Count} columns" + reader.SpanNote)
                : TableRow.Bad(reader.RecordLine, BadRowReason.TextTooLarge, "a row that does not end" + reader.SpanNote);
            if (reader.GoBackToSecondLine() || !whole)
            {
                parser.Dispose();
                parser = new CsvParser(reader, format, leaveOpen: true);
            }
        }
    }

    private static char MostFrequent(string header) => ",;\t|".MaxBy(candidate => header.Count(character => character == candidate));

    public override void Dispose()
    {
        parser.Dispose();
        reader.Dispose();
    }
}
