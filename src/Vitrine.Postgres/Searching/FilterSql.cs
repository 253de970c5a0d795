using System.Globalization;
using System.Runtime.InteropServices;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>
/// A filter as a condition that is true or false and never unknown, so that its contrary is what the embedded index means by it: what an item lacks passes
/// nothing but a <c>NOT</c>.
/// </summary>
internal static class FilterSql
{
    // So many rows are looked up one by one; a larger set is a string of bits that each row is looked up in.
    private const int FewRows = 1000;

    private const string Owner = "The filter";

    public static string Of(Filter filter, IndexSchema schema, SqlText sql) => filter switch
    {
        JoinedFilter { Filters.Count: 0 } none => none.IsAll ? "true" : "false",
        JoinedFilter joined => $"({string.Join(joined.IsAll ? " AND " : " OR ", joined.Filters.Select(one => Of(one, schema, sql)))})",
        NotFilter not => $"NOT {Of(not.Contrary, schema, sql)}",
        InFilter among => Among(among, schema, sql),
        RangeFilter range => Range(range, schema, sql),
        BranchFilter branch => Branch(branch, schema, sql),
        ExistsFilter exists => $"({ItemTable.Field(schema.FieldNumber(exists.Field))} IS NOT NULL)",
        RowFilter rows => Rows(rows.Wanted, sql),
        _ => throw new ArgumentException($"A filter of the kind {filter.GetType().Name} is not known to PostgreSQL.", nameof(filter)),
    };

    private static string Among(InFilter filter, IndexSchema schema, SqlText sql)
    {
        var number = schema.FieldNumber(filter.Field);
        var (form, column) = (schema.Fields[number], ItemTable.Field(number));
        byte[][] terms = [.. filter.Values.Select(value => FieldTerms.Of(form, value, Owner))];
        return form.Kind switch
        {
            FieldKind.Number => $"({column} IS NOT NULL AND {column} = ANY({sql.Add([.. filter.Values.Select(value => value.Number!.Value)])}))",
            FieldKind.Date => $"({column} IS NOT NULL AND {column} = ANY({sql.Add([.. filter.Values.Select(value => value.Date!.Value.Ticks)])}))",
            FieldKind.Keyword => $"({column} IS NOT NULL AND {column} = ANY({sql.Add(terms)}))",
            FieldKind.Keywords => $"({column} IS NOT NULL AND {column} && {sql.Add(terms)})",
            // A node is the last of those on its way; that it is one of them finds it by the index.
            _ => $"({column} IS NOT NULL AND {column} && {sql.Add(terms)} AND {column}[cardinality({column})] = ANY({sql.Add(terms)}))",
        };
    }

    private static string Range(RangeFilter filter, IndexSchema schema, SqlText sql)
    {
        var number = schema.FieldNumber(filter.Field);
        var column = ItemTable.Field(number);
        return $"({string.Join(" AND ", new[] { $"{column} IS NOT NULL", Bound(filter.From, ">"), Bound(filter.To, "<") }.Where(one => one.Length > 0))})";

        string Bound((FieldValue? Value, bool IsIncluded) bound, string sign) => bound.Value is null ? ""
            : $"{column} {sign}{(bound.IsIncluded ? "=" : "")} {(schema.Fields[number].Kind == FieldKind.Number ? sql.Add(bound.Value.Number!.Value) : sql.Add(bound.Value.Date!.Value.Ticks))}";
    }

    private static string Branch(BranchFilter filter, IndexSchema schema, SqlText sql)
    {
        var number = schema.FieldNumber(filter.Field);
        var column = ItemTable.Field(number);
        return $"({column} IS NOT NULL AND {column} && {sql.Add([FieldTerms.Of(schema.Fields[number], filter.Path, Owner)])})";
    }

    private static string Rows(RowSet rows, SqlText sql)
    {
        if (rows.Count <= FewRows)
            return $"(item_row = ANY({sql.Add([.. Enumerable.Range(0, rows.RowCount).Where(rows.Contains)])}))";
        var bits = sql.Add(MemoryMarshal.AsBytes(rows.Words).ToArray());
        return $"(CASE WHEN item_row < {rows.RowCount.ToString(CultureInfo.InvariantCulture)} THEN get_bit({bits}, item_row) = 1 ELSE false END)";
    }
}
