namespace Vitrine.Index;

internal sealed class InFilter(string field, FieldValue[] values) : Filter
{
    public string Field => @field;

    public IReadOnlyList<FieldValue> Values => values;

    public override string ToString() => values.Length == 1 ? $"{field} = {values[0]}" : $"{field} in {{{string.Join(", ", values.AsEnumerable())}}}";

    internal override BoundFilter Bind(IndexSchema schema)
    {
        var number = schema.FieldNumber(field);
        byte[][] terms = [.. values.Select(value => FieldTerms.Of(schema.Fields[number], value, "The filter"))];
        return new TermFilter(number, ToString(), column => OrdinalRange.Joined(terms.Select(term => column.Find(term))));
    }
}

internal sealed class RangeFilter(string field, FieldValue? from, FieldValue? to, bool includesFrom, bool includesTo) : Filter
{
    public string Field => @field;

    public (FieldValue? Value, bool IsIncluded) From => (from, includesFrom);

    public (FieldValue? Value, bool IsIncluded) To => (to, includesTo);

    public override string ToString() => $"{field} in {(includesFrom && from is not null ? '[' : '(')}{from?.ToString() ?? "−∞"}, {to?.ToString() ?? "∞"}{(includesTo && to is not null ? ']' : ')')}";

    internal override BoundFilter Bind(IndexSchema schema)
    {
        var number = schema.FieldNumber(field);
        var form = schema.Fields[number];
        if (form.IsText)
            throw new ArgumentException($"The filter asks for a range of the field '{field}', which holds {form.Holds}; expected one of numbers or dates.");
        var start = from is null ? null : FieldTerms.Of(form, from, "The filter");
        var end = to is null ? null : FieldTerms.Of(form, to, "The filter");
        return new TermFilter(number, ToString(), column => OrdinalRange.Joined(
        [
            new OrdinalRange(
                start is null ? 0 : column.LowerBound(includesFrom ? start : FieldTerms.After(start)),
                end is null ? column.Count : column.LowerBound(includesTo ? FieldTerms.After(end) : end)),
        ]));
    }
}

internal sealed class BranchFilter(string field, string[] path) : Filter
{
    public string Field => @field;

    public string[] Path => path;

    public override string ToString() => $"{field} under {string.Join(" > ", path)}";

    internal override BoundFilter Bind(IndexSchema schema)
    {
        var number = schema.FieldNumber(field);
        var form = schema.Fields[number];
        if (form.Kind != FieldKind.Path)
            throw new ArgumentException($"The filter asks for a branch of the field '{field}', which holds {form.Holds}; expected one of paths.");
        var root = FieldTerms.Of(form, path, "The filter");
        return new TermFilter(number, ToString(), column => OrdinalRange.Joined([new OrdinalRange(column.LowerBound(root), column.LowerBound(FieldTerms.AfterBranch(root)))]));
    }
}

internal sealed class ExistsFilter(string field) : Filter
{
    public string Field => @field;

    public override string ToString() => $"has {field}";

    internal override BoundFilter Bind(IndexSchema schema) => new TermFilter(schema.FieldNumber(field), ToString(), column => OrdinalRange.Joined([column.All]));
}
