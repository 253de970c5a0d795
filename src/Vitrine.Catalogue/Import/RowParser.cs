using System.Text;

namespace Vitrine.Catalogue;

/// <summary>Turns rows of the table into products, or into entries of the report.</summary>
internal sealed class RowParser
{
    /// <summary>Longest cell in characters. A title is a line, not a book.</summary>
    private const int MaxCellLength = 1 << 16;

    private readonly ImportOptions options;
    private readonly string file;
    private readonly string[] columns;

    public RowParser(ImportOptions options)
    {
        this.options = options;
        file = Path.GetFileName(options.Table);
        columns = [options.Id, options.Title, .. options.Category, .. options.Attribute, .. options.Image is { } image ? [image] : Array.Empty<string>()];
    }

    /// <summary>The columns to read, in the order in which <see cref="Parse"/> takes their cells.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>The column that a missing photo is blamed on.</summary>
    public string ImageColumn => options.Image ?? options.Id;

    public BadRow Blame(long line, RowProblem problem, string id) => new(file, line, problem.Column, problem.Reason, problem.Detail, id);

    /// <summary>The product, or the first thing wrong with the row in the order of the columns.</summary>
    public (ParsedRow Row, BadRow? Bad) Parse(TableRow row)
    {
        if (row.Problem is { } problem)
            return (default, Blame(row.Line, problem, ""));
        var cells = row.Cells;
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length > MaxCellLength)
                return Bad(columns[i], BadRowReason.TextTooLarge, $"{cells[i].Length:N0} characters");
            if (cells[i].Contains(TableLines.InvalidMark))
                return Bad(columns[i], BadRowReason.InvalidText, "bytes that are no UTF-8 text");
            cells[i] = OneLine(cells[i]);
        }

        if (cells[0].Length == 0)
            return Bad(options.Id, BadRowReason.EmptyId, "nothing");
        if (cells[1].Length == 0)
            return Bad(options.Title, BadRowReason.EmptyTitle, "nothing");

        var layers = cells.AsSpan(2, options.Category.Count);
        var depth = layers.LastIndexOfAnyExcept("") + 1;
        var gap = layers[..depth].IndexOf("");
        if (depth == 0)
            return Bad(options.Category[0], BadRowReason.EmptyCategory, "nothing");
        if (gap >= 0)
            return Bad(options.Category[gap], BadRowReason.EmptyCategory, $"nothing above '{layers[gap + 1]}'");

        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Attribute.Count; i++)
        {
            if (cells[2 + layers.Length + i] is { Length: > 0 } value)
                attributes[options.Attribute[i]] = value;
        }

        var image = options.Image is null
            ? options.ImagePattern.Replace(ImportOptions.IdPlace, cells[0], StringComparison.Ordinal)
            : cells[^1];
        if (image.Length == 0)
            return Bad(ImageColumn, BadRowReason.MissingImage, "nothing");
        return (new ParsedRow(row.Line, new ProductData(cells[0], cells[1], layers[..depth].ToArray(), attributes), image), null);

        (ParsedRow, BadRow?) Bad(string column, BadRowReason reason, string detail) =>
            (default, Blame(row.Line, new RowProblem(column, reason, detail), IdOf(cells)));
    }

    private static string IdOf(string[] cells) =>
        cells[0].Length <= MaxCellLength && !cells[0].Contains(TableLines.InvalidMark) ? OneLine(cells[0]) : "";

    /// <summary>Trimmed, with every run of blanks and control characters inside as one space: a cell may be quoted over several lines.</summary>
    private static string OneLine(string cell)
    {
        cell = cell.Trim();
        if (!NeedsWork(cell))
            return cell;
        var text = new StringBuilder(cell.Length);
        foreach (var character in cell)
        {
            var blank = char.IsWhiteSpace(character) || char.IsControl(character);
            if (!blank)
                text.Append(character);
            else if (text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }

        return text.ToString().TrimEnd();
    }

    private static bool NeedsWork(string cell)
    {
        for (var i = 0; i < cell.Length; i++)
        {
            if (char.IsControl(cell[i]) || (char.IsWhiteSpace(cell[i]) && (cell[i] != ' ' || cell[i - 1] == ' ')))
                return true;
        }

        return false;
    }
}
