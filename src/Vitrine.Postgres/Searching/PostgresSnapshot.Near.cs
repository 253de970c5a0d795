using System.Text.Json;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <content>Searches that may miss something.</content>
public sealed partial class PostgresSnapshot
{
    /// <summary>
    /// The nearest items by the graph that <see cref="PostgresIndexes.MakeGraphs"/> made, with exact distances or scores and ordered by them; some may be
    /// missing. Under a filter the graph is looked through further until enough pass; a filter that leaves no more items than that could look at
    /// (<see cref="GraphSearch.MostScanned"/>), by the server's estimate, is answered exactly, which is faster then. Where there is no graph, or the server finds going
    /// through all items cheaper, nothing is missing either.
    /// </summary>
    /// <param name="query">A code or a vector, a filter, and the page. No sort, radius, least score, facets or groups.</param>
    /// <param name="graph">How thoroughly; null for the defaults.</param>
    /// <param name="cancellation">Stops the server.</param>
    /// <exception cref="ArgumentException">The query does not fit.</exception>
    /// <exception cref="InvalidOperationException">The index was made without pgvector.</exception>
    /// <exception cref="IndexUnavailableException">The server does not answer.</exception>
    public IReadOnlyList<IndexHit> SearchByGraph(IndexQuery query, GraphSearch? graph = null, CancellationToken cancellation = default)
    {
        graph ??= new GraphSearch();
        graph.Check();
        _ = new BoundQuery(query, Schema);
        if (query.Code.IsEmpty && query.Vector.IsEmpty)
            throw new ArgumentException("A search by a graph without a code or a vector; give one of them.", nameof(query));
        if (query.Sort is not null || query.Radius is not null || query.MinScore is not null || query.Facets.Count > 0 || query.IsOnePerGroup)
            throw new ArgumentException("A search by a graph with a sort, a radius, a least score, facets or groups; these need all that is found: use Search.", nameof(query));
        if (!server.Abilities.HasPgvector || (query.Code.IsEmpty && State.Vectors == StoredVectors.Array))
            throw new InvalidOperationException($"There are no graphs here: {server.Abilities}.");
        return query.Filter is { } filter && EstimatedItems(filter, cancellation) <= graph.MostScanned
            ? Hits(sql.Hits(query), null, cancellation)
            : Hits(new GraphSql(table, State, sql).Near(query, graph), GraphSql.Settings(graph), cancellation);
    }

    /// <summary>The items of nearest code, ordered by their vectors: near the exact search by vectors, in less time where there is no graph.</summary>
    /// <param name="code">The query's code.</param>
    /// <param name="vector">The query's vector.</param>
    /// <param name="shortlist">Items of nearest code whose vectors are compared.</param>
    /// <param name="k">Hits wanted.</param>
    /// <param name="filter">What may be found; null for all.</param>
    /// <param name="cancellation">Stops the server.</param>
    /// <exception cref="ArgumentException">Something does not fit.</exception>
    /// <exception cref="IndexUnavailableException">The server does not answer.</exception>
    public IReadOnlyList<IndexHit> SearchRescored(ReadOnlyMemory<ulong> code, ReadOnlyMemory<float> vector, int shortlist, int k, Filter? filter = null, CancellationToken cancellation = default)
    {
        var (byCode, byVector) = (new IndexQuery { Code = code, Filter = filter }, new IndexQuery { Vector = vector, K = k });
        _ = new BoundQuery(byCode, Schema);
        _ = new BoundQuery(byVector, Schema);
        if (code.IsEmpty || vector.IsEmpty || shortlist < k)
            throw new ArgumentException($"A search by codes and then vectors with {(code.IsEmpty ? "no code" : vector.IsEmpty ? "no vector" : $"a shortlist of {shortlist} for {k} hits")}; give both, and a shortlist of at least the hits.");
        return Hits(new GraphSql(table, State, sql).Rescored(byCode, byVector, shortlist), null, cancellation);
    }

    /// <summary>How many items pass, as the server's planner estimates it from its statistics.</summary>
    private double EstimatedItems(Filter filter, CancellationToken cancellation)
    {
        var statement = sql.Rows(filter);
        statement.Text = $"EXPLAIN (FORMAT JSON) {statement.Text}";
        return sessions.Do(session =>
        {
            var items = 0.0;
            session.Read([statement], (_, reader) =>
            {
                using var plan = JsonDocument.Parse(reader.GetString(0));
                items = plan.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble();
            }, cancellation);
            return items;
        }, cancellation);
    }

    private List<IndexHit> Hits(SqlText statement, string? settings, CancellationToken cancellation) => sessions.Do(session =>
    {
        var hits = new List<IndexHit>();
        if (settings is not null)
            session.Set(settings);
        session.Read([statement], (_, reader) => hits.Add(HitOf(reader)), cancellation);
        return hits;
    }, cancellation);
}
