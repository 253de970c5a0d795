using System.Text;

namespace Vitrine.Catalogue;

/// <summary>Turns rows of the table into what they say of a product, or into entries of the report.</summary>
internal sealed class RowParser
{
    /// <summary>Longest cell in characters. A title is a line, not a book.</summary>
    private const int MaxCellLength = 1 << 16;

    private readonly ImportOptions options;
    private readonly CategoryFormat format;
    private readonly string file;
    private readonly string[] columns;
    private readonly Dictionary<string, int> places;

    /// <param name="options">The import.</param>
    /// <param name="format">How the category column writes paths; of several columns each is one name.</param>
    public RowParser(ImportOptions options, CategoryFormat format)
    {
        (this.options, this.format) = (options, format);
        file = Path.GetFileName(options.Table);
        columns = [.. options.Columns.Distinct(StringComparer.Ordinal)];
        places = columns.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
    }

    /// <summary>The columns to read, in the order in which <see cref="Parse"/> takes their cells.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>The column that a missing photo is blamed on.</summary>
    public string ImageColumn => options.Image is [var first, ..] ? first : options.Id;

    public BadRow Blame(long line, RowProblem problem, string id) => new(file, line, problem.Column, problem.Reason, problem.Detail, id);

    /// <summary>
    /// What the row says, or the first thing wrong with it in the order of the columns; and what was left out of it. A further row of a product needs neither title
    /// nor category: whether its product has them shows when all of its rows are there.
    /// </summary>
    public (ParsedRow? Row, BadRow? Bad, IReadOnlyList<BadRow> Notes) Parse(TableRow row)
    {
        if (row.Problem is { } problem)
            return (null, Blame(row.Line, problem, ""), []);
        var cells = row.Cells;
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Text.Length > MaxCellLength)
                return Bad(columns[i], BadRowReason.TextTooLarge, $"{cells[i].Text.Length:N0} characters");
            if (cells[i].Text.Contains(TableLines.InvalidMark))
                return Bad(columns[i], BadRowReason.InvalidText, "bytes that are no UTF-8 text");
        }

        var notes = new List<BadRow>();
        var own = Text(options.Id);
        var of = options.VariantOf is { } parent ? Text(parent) : "";
        var product = of.Length > 0 ? of : own;
        if (product.Length == 0)
            return Bad(options.Id, BadRowReason.EmptyId, "nothing");
        var title = string.Join(' ', options.Title.Select(Text).Where(part => part.Length > 0));
        if (title.Length == 0 && options.VariantOf is null)
            return Bad(options.Title[0], BadRowReason.EmptyTitle, "nothing");
        if (Categories(out var paths) is var (column, found))
            return Bad(column, BadRowReason.EmptyCategory, found);
        if (paths.Length == 0 && options.VariantOf is null)
            return Bad(options.Category[0], BadRowReason.EmptyCategory, "nothing");
        Part? part = null;
        if (options.Split is { } split && Text(split) is { Length: > 0 } written && (part = PartCell.Read(written)) is null)
            return Bad(split, BadRowReason.UnknownPart, $"'{written}'");

        var fields = new RowFields(title, paths, Attributes(), Numbers(), options.Description is { } description ? Text(description) : "",
            options.Group is { } group ? Text(group) : "", part, VariantId());
        // Rows that say the same id are one product's only where a column says so.
        var unique = options.VariantOf == options.Id ? "" : own;
        return (new ParsedRow(row.Line, product, unique, fields, Photos(product)), null, notes);

        string Text(string name) => OneLine(cells[places[name]].Text);

        (ParsedRow?, BadRow?, IReadOnlyList<BadRow>) Bad(string name, BadRowReason reason, string detail) =>
            (null, Blame(row.Line, new RowProblem(name, reason, detail), IdOf(cells[places[options.Id]].Text)), []);

        (string Column, string Found)? Categories(out string[][] read)
        {
            if (options.Category is [var only])
            {
                read = format.Read(cells[places[only]] is { Items: null } cell ? new TableCell(OneLine(cell.Text)) : cells[places[only]]);
                return null;
            }

            string[] layers = [.. options.Category.Select(Text)];
            var depth = layers.AsSpan().LastIndexOfAnyExcept("") + 1;
            read = depth == 0 ? [] : [layers[..depth]];
            return Array.IndexOf(layers, "", 0, depth) is >= 0 and var gap ? (options.Category[gap], $"nothing above '{layers[gap + 1]}'") : null;
        }

        Dictionary<string, IReadOnlyList<string>> Attributes()
        {
            var attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (var (name, from) in options.AttributeColumns)
            {
                var cell = cells[places[from]];
                string[] values = [.. (cell.Items ?? [cell.Text]).Select(OneLine).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)];
                if (values.Length > 0)
                    attributes[name] = values;
            }

            return attributes;
        }

        Dictionary<string, double> Numbers()
        {
            var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var (name, from) in options.NumberColumns)
            {
                if (Text(from) is not { Length: > 0 } text)
                    continue;
                if (NumberCell.TryRead(text, out var number))
                    numbers[name] = number;
                else
                    notes.Add(Blame(row.Line, new RowProblem(from, BadRowReason.NotANumber, $"'{text}'"), product) with { IsNote = true });
            }

            return numbers;
        }

        string? VariantId() => options switch
        {
            { VariantId: { } from } => Text(from),
            { VariantOf: not null } when own.Length > 0 && own != product => own,
            _ => null,
        };

        IReadOnlyList<string> Photos(string id) => options.Image.Count == 0
            ? [options.ImagePattern.Replace(ImportOptions.IdPlace, id, StringComparison.Ordinal)]
            : [.. options.Image.SelectMany(from => PhotoCell.References(cells[places[from]])).Distinct(StringComparer.Ordinal)];
    }

    private static string IdOf(string cell) => cell.Length <= MaxCellLength && !cell.Contains(TableLines.InvalidMark) ? OneLine(cell) : "";

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
