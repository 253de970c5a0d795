using System.Globalization;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>The statement of a weighted search of codes: id, row, code of all items that may be among the first k.</summary>
internal static class WeightedSql
{
    public static SqlText Of(ItemTable table, IndexState state, ReadOnlySpan<ulong> query, WeightPlanes planes, int k, RowSet? filter)
    {
        var sql = new SqlText();
        var steps = planes.Steps(CodeBits.Of(query, state.Schema.CodeLayout!.Bits), sql);
        var passing = filter is null ? "true" : FilterSql.Of(Filter.Rows(filter), state.Schema, sql);
        var near = $"SELECT id, item_row, code, {steps} AS steps\n  FROM {table.FullName}\n  WHERE {passing}";
        sql.Text = planes.IsExact
            ? $"{near}\nORDER BY steps, id\nLIMIT {sql.Add((long)k)}"
            : $"WITH near AS MATERIALIZED (\n  {near})\nSELECT id, item_row, code FROM near\n"
                + $"WHERE steps <= coalesce((SELECT steps FROM near ORDER BY steps LIMIT 1 OFFSET {sql.Add(k - 1L)}) + {planes.Slack.ToString(CultureInfo.InvariantCulture)}, {long.MaxValue.ToString(CultureInfo.InvariantCulture)})";
        return sql;
    }
}
