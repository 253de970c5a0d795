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
        var cells = Array.ConvertAll(row.Cells, cell => cell.Text);
        for (var i = 0; i < cells.Length; i++)
        {
            if (i < 2 && row.Cells[i].Items is { Count: > 1 } items)
                return Bad(columns[i], BadRowReason.NotJson, $"a list of {items.Count:N0}");
            if (cells[i].Length > MaxCellLength)
                return Bad(columns[i], BadRowReason.TextTooLarge, $"{cells[i].Length:N0} characters");
            if (cells[i].Contains(TextEncodings.InvalidMark))
                return Bad(columns[i], BadRowReason.InvalidText, "bytes that are no text in the table's encoding");
            var isPhoto = options.Image is not null && i == cells.Length - 1;
            cells[i] = i == 0 ? CellText.Id(cells[i]) : isPhoto ? CellText.OneLine(cells[i]) : CellText.Plain(cells[i]);
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
            ? options.ImagePattern.Replace(ImagePath.IdPlace, cells[0], StringComparison.Ordinal)
            : cells[^1];
        if (ImagePath.Normalise(image) is not { } path)
            return Bad(ImageColumn, BadRowReason.MissingImage, image.Length == 0 ? "nothing" : $"'{image}', a path that leaves the images");
        return (new ParsedRow(row.Line, new ProductData(cells[0], cells[1], layers[..depth].ToArray(), attributes), path), null);

        (ParsedRow, BadRow?) Bad(string column, BadRowReason reason, string detail) =>
            (default, Blame(row.Line, new RowProblem(column, reason, detail), IdOf(cells)));
    }

    private static string IdOf(string[] cells) =>
        cells[0].Length <= MaxCellLength && !cells[0].Contains(TextEncodings.InvalidMark) ? CellText.Id(cells[0]) : "";
}
