using System.Globalization;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>The statements of an exact search. Ranks are written as expressions that no graph is made for, so that none is taken.</summary>
internal sealed class SearchSql(ItemTable table, IndexState state)
{
    // What a group is counted by: its name, or the id of an item that stands alone.
    private const string OwnerOfItem = @"coalesce('\x01'::bytea || item_group, '\x00'::bytea || id)";

    private string Group => state.Schema.HasGroups ? "item_group" : "NULL::bytea";

    /// <summary>The wanted page: id, row, group, distance, score.</summary>
    public SqlText Hits(IndexQuery query)
    {
        var sql = new SqlText();
        var (distance, score) = (DistanceOf(query, sql), ScoreOf(query, sql));
        var rank = query.Sort is { } sort ? $"{SortColumn(sort)} {(sort.IsDescending ? "DESC" : "ASC")} NULLS LAST"
            : !query.Code.IsEmpty ? "distance"
            : !query.Vector.IsEmpty ? "score DESC"
            : null;
        var order = rank is null ? "id" : $"{rank}, id";
        var sorted = query.Sort is { } field ? $", {ItemTable.Field(state.Schema.FieldNumber(field.Field))}" : "";
        var found = $"SELECT id, item_row, {Group} AS item_group, {distance} AS distance, {score} AS score{sorted}\n  FROM {table.FullName}\n  WHERE {FilterOf(query, sql)}";
        var near = NearOf(query, sql);
        if (near is not null)
            found = $"SELECT * FROM (\n  {found}) AS passing\n  WHERE {near}";
        if (query.IsOnePerGroup)
            found = $"SELECT DISTINCT ON (item_group, alone) * FROM (\n  SELECT *, CASE WHEN item_group IS NULL THEN id END AS alone FROM (\n  {found}) AS near) AS variants\n  ORDER BY item_group, alone, {order}";
        sql.Text = $"SELECT id, item_row, item_group, distance, score FROM (\n  {found}) AS found\nORDER BY {order}\nLIMIT {sql.Add((long)query.K)} OFFSET {sql.Add((long)query.Offset)}";
        return sql;
    }

    /// <summary>How many are found; null where all items are.</summary>
    public SqlText? Total(IndexQuery query)
    {
        if (query.Filter is null && query.Radius is null && query.MinScore is null)
            return null;
        var sql = new SqlText();
        sql.Text = $"SELECT count(*) FROM {table.FullName} WHERE {Passing(query, sql)}";
        return sql;
    }

    /// <summary>The counts of a facet, largest first: value, count.</summary>
    public SqlText Counts(Facet facet, IndexQuery query)
    {
        var sql = new SqlText();
        var number = state.Schema.FieldNumber(facet.Field);
        var column = ItemTable.Field(number);
        var isList = state.Schema.Fields[number].Kind is FieldKind.Keywords or FieldKind.Path;
        var count = facet.CountsGroups ? $"count(DISTINCT {OwnerOfItem})" : "count(*)";
        sql.Text = $"SELECT {(isList ? "value" : column)} AS value, {count} AS items\nFROM {table.FullName}{(isList ? $", unnest({column}) AS value" : "")}\n"
            + $"WHERE {column} IS NOT NULL AND {Passing(query, sql)}\nGROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {sql.Add((long)facet.Limit)}";
        return sql;
    }

    /// <summary>The rows of all that pass a filter.</summary>
    public SqlText Rows(Filter filter)
    {
        var sql = new SqlText();
        sql.Text = $"SELECT DISTINCT item_row FROM {table.FullName} WHERE {FilterSql.Of(filter, state.Schema, sql)}";
        return sql;
    }

    /// <summary>Distance or score of all items: row, number.</summary>
    public SqlText All(IndexQuery query)
    {
        var sql = new SqlText();
        sql.Text = query.Code.IsEmpty
            ? $"SELECT item_row, max({ScoreOf(query, sql)}) FROM {table.FullName} GROUP BY item_row"
            : $"SELECT item_row, min({DistanceOf(query, sql)}) FROM {table.FullName} GROUP BY item_row";
        return sql;
    }

    /// <summary>The condition of all that is found.</summary>
    private string Passing(IndexQuery query, SqlText sql)
    {
        var passing = FilterOf(query, sql);
        if (query.Radius is not null)
            passing += $" AND {DistanceOf(query, sql)} <= {sql.Add((long)query.Radius)}";
        if (query.MinScore is { } score)
            passing += $" AND {ScoreOf(query, sql)} >= {sql.Add(score)}";
        return passing;
    }

    public string FilterOf(IndexQuery query, SqlText sql) => query.Filter is null ? "true" : FilterSql.Of(query.Filter, state.Schema, sql);

    /// <summary>Bits that differ from those of the query.</summary>
    public string DistanceOf(IndexQuery query, SqlText sql) => query.Code.IsEmpty ? "NULL::bigint"
        : $"bit_count(code # {sql.Add(CodeBits.Of(query.Code.Span, state.Schema.CodeLayout!.Bits))})";

    /// <summary>Inner product with the query, which keeps all of its digits also where the items have half of them.</summary>
    public string ScoreOf(IndexQuery query, SqlText sql) => query.Vector.IsEmpty ? "NULL::real" : state.Vectors switch
    {
        StoredVectors.Array => $"(SELECT sum(a * b) FROM unnest(vector, {sql.Add(query.Vector.Span, state.Vectors)}) AS products(a, b))::real",
        StoredVectors.HalfVector => string.Create(CultureInfo.InvariantCulture, $"(-(vector::vector({state.Schema.VectorDimensions}) <#> {sql.Add(query.Vector.Span, state.Vectors)}))::real"),
        _ => $"(-(vector <#> {sql.Add(query.Vector.Span, state.Vectors)}))::real",
    };

    private static string? NearOf(IndexQuery query, SqlText sql) => query.Radius is { } radius ? $"distance <= {sql.Add((long)radius)}"
        : query.MinScore is { } score ? $"score >= {sql.Add(score)}"
        : null;

    private string SortColumn(FieldSort sort)
    {
        var number = state.Schema.FieldNumber(sort.Field);
        var column = ItemTable.Field(number);
        return state.Schema.Fields[number].Kind == FieldKind.Path ? $"{column}[cardinality({column})]" : column;
    }
}
