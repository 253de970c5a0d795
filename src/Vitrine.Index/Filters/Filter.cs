namespace Vitrine.Index;

/// <summary>
/// Which items a search may find, by their fields. Immutable; joined with <c>&amp;</c>, <c>|</c> and <c>!</c>. An item without a value in a field passes
/// nothing that is asked of it, and passes its contrary. Whether the fields exist and hold what they are compared with is checked by the search.
/// </summary>
public abstract class Filter
{
    private protected Filter()
    {
    }

    /// <summary>The field has this value; a list has it among its texts, a path is this node itself.</summary>
    public static Filter Equal(string field, FieldValue value) => new InFilter(field, [value]);

    /// <summary>The field has one of these values; of none nothing passes.</summary>
    public static Filter In(string field, params IReadOnlyList<FieldValue> values) => new InFilter(field, [.. values]);

    /// <summary>The number or date lies between two others.</summary>
    /// <param name="field">A field of numbers or dates.</param>
    /// <param name="from">The least; null for no bound.</param>
    /// <param name="to">The greatest; null for no bound.</param>
    /// <param name="includesFrom">Whether <paramref name="from"/> itself passes. Default true.</param>
    /// <param name="includesTo">Whether <paramref name="to"/> itself passes. Default true.</param>
    public static Filter Range(string field, FieldValue? from = null, FieldValue? to = null, bool includesFrom = true, bool includesTo = true) =>
        new RangeFilter(field, from, to, includesFrom, includesTo);

    /// <summary>The path is this node or one below it.</summary>
    /// <param name="field">A field of paths.</param>
    /// <param name="path">The names from the root on.</param>
    public static Filter Branch(string field, params string[] path) => new BranchFilter(field, path);

    /// <summary>The field has a value.</summary>
    public static Filter Exists(string field) => new ExistsFilter(field);

    /// <summary>The item's row, the caller's own number of it, is one of these: what something else than the fields has found.</summary>
    public static Filter Rows(RowSet rows) => new RowFilter(rows);

    /// <summary>All of them hold; of none everything passes.</summary>
    public static Filter All(params IReadOnlyList<Filter> filters) => new JoinedFilter([.. filters], isAll: true);

    /// <summary>One of them holds at least; of none nothing passes.</summary>
    public static Filter Any(params IReadOnlyList<Filter> filters) => new JoinedFilter([.. filters], isAll: false);

    /// <summary>It does not hold.</summary>
    public static Filter Not(Filter filter) => new NotFilter(filter);

    /// <summary>Both hold.</summary>
    public static Filter operator &(Filter left, Filter right) => All(left, right);

    /// <summary>One of both holds.</summary>
    public static Filter operator |(Filter left, Filter right) => Any(left, right);

    /// <summary>It does not hold.</summary>
    public static Filter operator !(Filter filter) => Not(filter);

    /// <summary>The filter made ready for the segments of an index.</summary>
    /// <exception cref="ArgumentException">A field is unknown, or does not hold what it is compared with.</exception>
    internal abstract BoundFilter Bind(IndexSchema schema);
}
