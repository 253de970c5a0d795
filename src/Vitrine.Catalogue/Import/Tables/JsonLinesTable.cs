using System.Text.Json;

namespace Vitrine.Catalogue;

/// <summary>JSON Lines: one object per line; its properties are the columns. A property that is absent or null is an empty cell.</summary>
internal sealed class JsonLinesTable : Table
{
    /// <summary>Lines looked at to learn the columns: a shop's export leaves out what the first products do not have.</summary>
    private const int HeaderLines = 1000;

    private readonly TableLines lines;

    public JsonLinesTable(string path)
    {
        Columns = ReadColumns(path);
        lines = new TableLines(path);
    }

    public override IReadOnlyList<string> Columns { get; }

    public override long BytesRead => lines.BytesRead;

    public override long Length => lines.Length;

    public override IEnumerable<TableRow> Rows(IReadOnlyList<string> columns)
    {
        while (lines.Next(out var tooLong) is { } line)
        {
            if (tooLong)
                yield return TableRow.Bad(lines.Number, BadRowReason.TextTooLarge, "a longer line");
            else if (!string.IsNullOrWhiteSpace(line))
                yield return ReadRow(line, columns);
        }
    }

    private TableRow ReadRow(string line, IReadOnlyList<string> columns)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return TableRow.Bad(lines.Number, BadRowReason.NotJson, $"a JSON {Name(root.ValueKind)}");
            var cells = new TableCell[columns.Count];
            for (var i = 0; i < cells.Length; i++)
            {
                if (!root.TryGetProperty(columns[i], out var value) || value.ValueKind is JsonValueKind.Null)
                    cells[i] = new TableCell("");
                else if (value.ValueKind is JsonValueKind.String)
                    cells[i] = new TableCell(value.GetString()!);
                else if (value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                    cells[i] = new TableCell(value.GetRawText());
                else
                    return TableRow.Bad(lines.Number, BadRowReason.NotJson, $"a JSON {Name(value.ValueKind)}", columns[i]);
            }

            return new TableRow(lines.Number, cells, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair, which is no text.
            return TableRow.Bad(lines.Number, BadRowReason.NotJson, e is JsonException json
                ? $"a mistake at character {json.BytePositionInLine + 1}"
                : "an escape that is no character");
        }
    }

    private static List<string> ReadColumns(string path)
    {
        var columns = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        using var lines = new TableLines(path);
        while (lines.Number < HeaderLines && lines.Next(out var tooLong) is { } line)
        {
            if (tooLong || string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                using var document = JsonDocument.Parse(line);
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                    columns.AddRange(document.RootElement.EnumerateObject().Select(property => property.Name).Where(known.Add));
            }
            catch (JsonException)
            {
                // Reported as a bad row when the rows are read.
            }
        }

        return columns.Count > 0 ? columns : throw Empty(path, "no JSON object", "one JSON object per line, one line per product");
    }

    private static string Name(JsonValueKind kind) => kind.ToString().ToLowerInvariant();

    public override void Dispose() => lines.Dispose();
}
