using System.Globalization;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>The statements of searches that may miss something, for the sake of speed: by a graph, or by codes first and vectors then.</summary>
internal sealed class GraphSql(ItemTable table, IndexState state, SearchSql exact)
{
    /// <summary>What is set for the transaction before <see cref="Near"/>.</summary>
    public static string Settings(GraphSearch graph) => string.Create(CultureInfo.InvariantCulture,
        $"SET LOCAL hnsw.ef_search = {graph.Candidates}; SET LOCAL hnsw.iterative_scan = strict_order; SET LOCAL hnsw.max_scan_tuples = {graph.MostScanned}");

    /// <summary>The nearest by the graph, in their exact order: id, row, group, distance, score.</summary>
    public SqlText Near(IndexQuery query, GraphSearch graph)
    {
        var sql = new SqlText();
        var (distance, score, passing) = (exact.DistanceOf(query, sql), exact.ScoreOf(query, sql), exact.FilterOf(query, sql));
        // An operator of pgvector between column and value, and nothing around it: only so the graph is taken.
        var near = query.Code.IsEmpty
            ? $"vector <#> {sql.Add(query.Vector.Span, state.Vectors)}{(state.Vectors == StoredVectors.HalfVector ? "::halfvec" : "")}"
            : $"code <~> {sql.Add(CodeBits.Of(query.Code.Span, state.Schema.CodeLayout!.Bits))}";
        var most = Math.Max(graph.Shortlist, (long)query.Offset + query.K);
        sql.Text = $"SELECT * FROM (\n  SELECT id, item_row, {Group} AS item_group, {distance} AS distance, {score} AS score\n  FROM {table.FullName}\n  WHERE {passing}\n"
            + $"  ORDER BY {near}\n  LIMIT {sql.Add(most)}) AS near\nORDER BY {(query.Code.IsEmpty ? "score DESC" : "distance")}, id\nLIMIT {sql.Add((long)query.K)} OFFSET {sql.Add((long)query.Offset)}";
        return sql;
    }

    /// <summary>The nearest by code, in the order of their vectors: id, row, group, distance, score.</summary>
    public SqlText Rescored(IndexQuery byCode, IndexQuery byVector, int shortlist)
    {
        var sql = new SqlText();
        var (distance, passing) = (exact.DistanceOf(byCode, sql), exact.FilterOf(byCode, sql));
        sql.Text = $"WITH shortlist AS MATERIALIZED (\n  SELECT id, item_row, {Group} AS item_group, vector, {distance} AS distance\n  FROM {table.FullName}\n  WHERE {passing}\n"
            + $"  ORDER BY distance, id\n  LIMIT {sql.Add((long)shortlist)})\nSELECT id, item_row, item_group, distance, {exact.ScoreOf(byVector, sql)} AS score FROM shortlist\n"
            + $"ORDER BY score DESC, id\nLIMIT {sql.Add((long)byVector.K)} OFFSET {sql.Add((long)byVector.Offset)}";
        return sql;
    }

    private string Group => state.Schema.HasGroups ? "item_group" : "NULL::bytea";
}
