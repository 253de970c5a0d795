namespace Vitrine.Catalogue;

/// <summary>Reads the attributes of a row: a column's name is the attribute's, or another column names it, or the cell itself does.</summary>
/// <remarks>
/// Looks into the table beforehand, for how each column writes several values. Rows are read in the order of the table: a further row of a product, whose cell of the name is
/// empty, means the name of the row before.
/// </remarks>
internal sealed class AttributeCells
{
    // Shopify's only option of a product that has none.
    private static readonly (string Name, string Value) NoOption = ("Title", "Default Title");

    private readonly (string Name, string Column)[] columns;
    private readonly Dictionary<string, string> nameColumns;
    private readonly Dictionary<string, char> lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ValuePairs> pairs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> spellings = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> namesBefore = new(StringComparer.Ordinal);
    private string before = "";

    /// <param name="options">The import, its columns resolved.</param>
    public AttributeCells(ImportOptions options)
    {
        columns = [.. options.AttributeColumns];
        nameColumns = options.NameColumns.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, _) in columns)
            spellings.TryAdd(name, name);
        foreach (var (column, cells) in FirstCells.Of(options, columns.Select(attribute => attribute.Column)))
        {
            if (ValuePairs.FormOf(cells) is { } form)
                pairs[column] = form;
            else if (ValueLists.SignOf(cells) is { } sign)
                lists[column] = sign;
        }
    }

    /// <param name="product">The id of the row's product.</param>
    /// <param name="cell">The row's cell of a column.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string product, Func<string, TableCell> cell)
    {
        if (product != before)
            namesBefore.Clear();
        before = product;
        var attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (column, from) in columns)
        {
            foreach (var (name, values) in Named(column, from, cell))
                Add(name, values);
        }

        return attributes;

        void Add(string name, IEnumerable<string> written)
        {
            string[] values = [.. written.Where(value => !CellText.SaysNothing(value))];
            if (values.Length == 0)
                return;
            // "Color" of one product and "color" of another are one attribute.
            if (!spellings.TryGetValue(name, out var spelling))
                spellings.Add(name, spelling = name);
            attributes[spelling] = [.. attributes.GetValueOrDefault(spelling, []).Concat(values).Distinct(StringComparer.Ordinal)];
        }
    }

    private IEnumerable<(string Name, IEnumerable<string> Values)> Named(string column, string from, Func<string, TableCell> cell)
    {
        var (text, items, _) = cell(from);
        if (items is null && pairs.TryGetValue(from, out var form) && form.Read(CellText.Plain(text)) is { Count: > 0 } read)
            return read.Select(pair => (FieldName.Free(pair.Name) ?? $"{column} {pair.Name}", (IEnumerable<string>)pair.Values));
        var name = column;
        if (nameColumns.TryGetValue(from, out var names))
        {
            if (CellText.Plain(cell(names).Text) is { Length: > 0 } said)
                namesBefore[from] = said;
            if (namesBefore.TryGetValue(from, out var known))
                name = FieldName.Free(known) ?? column;
            if ((known, CellText.Plain(text)) == NoOption)
                return [];
        }

        var written = (items ?? [text]).Select(CellText.Plain);
        return [(name, lists.TryGetValue(from, out var sign) && items is null ? written.SelectMany(value => ValueLists.Split(value, sign)) : written)];
    }
}
