namespace Vitrine.Index;

internal sealed class JoinedFilter(Filter[] filters, bool isAll) : Filter
{
    public IReadOnlyList<Filter> Filters => filters;

    public bool IsAll => isAll;

    public override string ToString() => filters.Length == 0 ? (isAll ? "everything" : "nothing") : $"({string.Join(isAll ? " and " : " or ", filters.AsEnumerable())})";

    internal override BoundFilter Bind(IndexSchema schema)
    {
        BoundFilter[] bound = [.. filters.Select(filter => filter.Bind(schema))];
        return isAll ? new AllOf(bound) : new AnyOf(bound);
    }
}

internal sealed class NotFilter(Filter filter) : Filter
{
    public Filter Contrary => filter;

    public override string ToString() => $"not {filter}";

    internal override BoundFilter Bind(IndexSchema schema) => new NoneOf(filter.Bind(schema));
}
