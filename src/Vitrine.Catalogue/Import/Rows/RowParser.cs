namespace Vitrine.Catalogue;

/// <summary>Turns rows of the table into what they say of a product, or into entries of the report.</summary>
internal sealed class RowParser
{
    /// <summary>Longest cell in characters. A title is a line, not a book.</summary>
    private const int MaxCellLength = 1 << 16;

    private readonly NumberCells numbers;
    private readonly AttributeCells attributes;
    private readonly ImportOptions options;
    private readonly CategoryFormat format;
    private readonly VariantParents parents;
    private readonly StoreViews views;
    private readonly UnpublishedProducts unpublished;
    private readonly string file;
    private readonly string[] columns;
    private readonly Dictionary<string, int> places;

    /// <summary>Looks into the table beforehand, for how it writes paths of categories and lists of values, and which rows are whose variants.</summary>
    /// <param name="options">The import, its columns resolved.</param>
    public RowParser(ImportOptions options)
    {
        // Of several columns each is one name.
        (this.options, format) = (options, options.Category is [var only] ? CategoryFormat.Of(options, only) : default);
        parents = VariantParents.Of(options);
        views = StoreViews.Of(options);
        attributes = new AttributeCells(options);
        file = Path.GetFileName(options.Table);
        numbers = new NumberCells(options);
        columns = [.. options.Columns.Distinct(StringComparer.Ordinal)];
        places = columns.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
        unpublished = UnpublishedProducts.Of(options.Status.Count == 0 ? [] : RowsOfStatus());
    }

    /// <summary>The columns to read, in the order in which <see cref="Parse"/> takes their cells.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>The column that a missing photo is blamed on.</summary>
    public string ImageColumn => options.Image is [var first, ..] ? first : options.Id;

    public BadRow Blame(long line, RowProblem problem, string id) => new(file, line, problem.Column, problem.Reason, problem.Detail, id);

    /// <summary>Whether the row, the next in the order of the table, translates a product and says nothing else.</summary>
    public bool IsTranslation(TableRow row) => row.Problem is null && options.StoreView is { } view && views.IsTranslation(IdOf(row, options.Id), IdOf(row, view));

    /// <summary>Whether the row, the next in the order of the table, is of a product or a variant that the shop does not show.</summary>
    public bool IsUnpublished(TableRow row) => row.Problem is null && options.Status.Count > 0 && unpublished.Has(ProductOf(row).Product, StatusOf(row));

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
            if (cells[i].Text.Contains(TextEncodings.InvalidMark))
                return Bad(columns[i], BadRowReason.InvalidText, "bytes that are no text in the table's encoding");
            if (cells[i].Items is { Count: > 1 } items && (columns[i] == options.Id || options.Title.Contains(columns[i])))
                return Bad(columns[i], BadRowReason.NotJson, $"a list of {items.Count:N0}");
        }

        var notes = new List<BadRow>();
        var own = Id(options.Id);
        if (own.Length == 0 && options.OtherId is { } other)
            own = VariantParents.NameBy(Id(other));
        var product = parents.Of(own, options.VariantOf is { } parent ? Id(parent) : "");
        if (product.Length == 0)
            return Bad(options.Id, BadRowReason.EmptyId, "nothing");
        var title = string.Join(' ', options.Title.Select(Text).Where(part => part.Length > 0));
        if (title.Length == 0 && !options.HasVariants)
            return Bad(options.Title[0], BadRowReason.EmptyTitle, "nothing");
        if (Categories(out var paths) is var (column, found))
            return Bad(column, BadRowReason.EmptyCategory, found);
        if (paths.FirstOrDefault(path => path.Length > CategoryFormat.MostNames) is { } deep)
            return Bad(options.Category[0], BadRowReason.TextTooLarge, $"a path of {deep.Length:N0} categories");
        if (paths.Length == 0 && !options.HasVariants)
            return Bad(options.Category[0], BadRowReason.EmptyCategory, "nothing");
        Part? part = null;
        if (options.Split is { } split && Text(split) is { Length: > 0 } written && (part = PartCell.Read(written)) is null)
            return Bad(split, BadRowReason.UnknownPart, $"'{written}'");

        var fields = new RowFields(title, paths, attributes.Read(product, column => cells[places[column]]), Numbers(), Description(),
            options.Group is { } group ? Text(group) : "", part, VariantId());
        // Rows that say the same id are one product's only where a column says so.
        var unique = options.VariantOf == options.Id ? "" : own;
        return (new ParsedRow(row.Line, product, unique, fields, Photos(product)), null, notes);

        string Text(string name) => CellText.Plain(cells[places[name]].Text);

        string Id(string name) => CellText.Id(cells[places[name]].Text);

        (ParsedRow?, BadRow?, IReadOnlyList<BadRow>) Bad(string name, BadRowReason reason, string detail) =>
            (null, BlameRow(name, reason, detail), []);

        // A product whose row is bad is still named by the table, and stays in a store that is synced with it.
        BadRow BlameRow(string name, BadRowReason reason, string detail)
        {
            var (named, whole) = ProductOf(row);
            var variant = options.VariantId is { } from ? IdOf(row, from) : named;
            return Blame(row.Line, new RowProblem(name, reason, variant.Length > 0 && variant != whole ? $"{detail} (variant {variant} of {whole})" : detail), whole);
        }

        (string Column, string Found)? Categories(out string[][] read)
        {
            if (options.Category is [var only])
            {
                read = format.Read(cells[places[only]].Plain(), title);
                return null;
            }

            string[] layers = [.. options.Category.Select(Text)];
            var depth = layers.AsSpan().LastIndexOfAnyExcept("") + 1;
            read = depth == 0 ? [] : [layers[..depth]];
            return Array.IndexOf(layers, "", 0, depth) is >= 0 and var gap ? (options.Category[gap], $"nothing above '{layers[gap + 1]}'") : null;
        }

        Dictionary<string, double> Numbers()
        {
            var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var (name, from) in this.numbers.Columns)
            {
                if (Text(from) is var text && (CellText.SaysNothing(text) || numbers.GetValueOrDefault(name) > 0))
                    continue;
                // "0.00" for a sale price is none, and stays only where nothing follows.
                if (this.numbers.TryRead(from, text, out var number))
                    numbers[name] = number;
                else
                    notes.Add(BlameRow(from, BadRowReason.NotANumber, $"'{text}'") with { IsNote = true });
            }

            return numbers;
        }

        string Description()
        {
            var told = new List<string>();
            foreach (var text in options.Description.Select(Text).Where(text => !CellText.SaysNothing(text) && !told.Exists(before => before.Contains(text, StringComparison.OrdinalIgnoreCase))))
                told.Add(text);
            return string.Join(' ', told);
        }

        string? VariantId() => options switch
        {
            { VariantId: { } from } => Id(from),
            { HasVariants: true } when own.Length > 0 && own != product => own,
            _ => null,
        };

        IReadOnlyList<string> Photos(string id) => !options.HasImages ? []
            : options.Image.Count == 0 ? [options.ImagePattern.Replace(ImportOptions.IdPlace, id, StringComparison.Ordinal)]
            : [.. options.Image.SelectMany(from => PhotoCell.References(cells[places[from]])).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The row's own id, and that of its product; empty where they cannot be read.</summary>
    private (string Own, string Product) ProductOf(TableRow row)
    {
        var own = IdOf(row, options.Id);
        if (own.Length == 0 && options.OtherId is { } second)
            own = VariantParents.NameBy(IdOf(row, second));
        return (own, parents.Of(own, options.VariantOf is { } parent ? IdOf(row, parent) : ""));
    }

    private (string Column, string Cell)[] StatusOf(TableRow row) => [.. options.Status.Select(column => (column, IdOf(row, column)))];

    // In the order of all columns, of which only these are read.
    private IEnumerable<(string Own, string Product, IReadOnlyList<(string Column, string Cell)> Status)> RowsOfStatus()
    {
        string[] telling = [.. new[] { options.Id, options.OtherId, options.VariantOf }.OfType<string>().Concat(options.Status).Distinct(StringComparer.Ordinal)];
        using var table = TableFile.Open(options.Table, options.Encoding, options.Delimiter);
        foreach (var row in table.Rows(telling).Where(row => row.Problem is null))
        {
            var cells = new TableCell[columns.Length];
            Array.Fill(cells, new TableCell(""));
            foreach (var (place, column) in telling.Index())
                cells[places[column]] = row.Cells[place];
            var whole = row with { Cells = cells };
            var (own, product) = ProductOf(whole);
            yield return (own, product, StatusOf(whole));
        }
    }

    /// <summary>An id of a row of which nothing else is known; empty where it cannot be read.</summary>
    private string IdOf(TableRow row, string column) =>
        row.Cells[places[column]].Text is { Length: <= MaxCellLength } cell && !cell.Contains(TextEncodings.InvalidMark) ? CellText.Id(cell) : "";
}
