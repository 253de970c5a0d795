using System.Collections;
using System.Text;
using Npgsql;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>
/// One committed state of an index on PostgreSQL: a read-only transaction that is held open. So it should not live for days: the server cannot clean up what
/// it may still see. A connection that is lost is made anew, as long as the index has not been written meanwhile.
/// </summary>
public sealed partial class PostgresSnapshot : IIndexSnapshot
{
    private readonly PostgresServer server;
    private readonly SnapshotSessions sessions;
    private readonly ItemTable table;
    private readonly SearchSql sql;

    internal PostgresSnapshot(PostgresServer server, SchemaName schema, Migrations migrations)
    {
        this.server = server;
        sessions = new SnapshotSessions(server, schema, migrations);
        try
        {
            State.Require(server.Abilities, schema, server.Address);
        }
        catch
        {
            sessions.Dispose();
            throw;
        }

        table = new ItemTable(schema, State);
        sql = new SearchSql(table, State);
    }

    /// <inheritdoc/>
    public int Count => State.Count;

    /// <inheritdoc/>
    public long Generation => State.Generation;

    /// <inheritdoc/>
    public IndexSchema Schema => State.Schema;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Properties => State.Properties;

    private IndexState State => sessions.State;

    /// <inheritdoc/>
    public IndexAnswer Search(IndexQuery query, CancellationToken cancellation = default)
    {
        _ = new BoundQuery(query, Schema); // what does not fit is refused as the embedded index refuses it
        var total = sql.Total(query);
        SqlText[] statements = [sql.Hits(query), .. query.Facets.Select(facet => sql.Counts(facet, query)), .. total is null ? Array.Empty<SqlText>() : [total]];
        return sessions.Do(session =>
        {
            var (hits, items) = (new List<IndexHit>(), (long)Count);
            List<FacetCount>[] counts = [.. query.Facets.Select(_ => new List<FacetCount>())];
            session.Read(statements, (statement, reader) =>
            {
                if (statement == 0)
                    hits.Add(HitOf(reader));
                else if (statement <= counts.Length)
                    counts[statement - 1].Add(new FacetCount(FoundValue.OfFacet(Schema.Fields[Schema.FieldNumber(query.Facets[statement - 1].Field)], reader, 0), reader.GetInt64(1)));
                else
                    items = reader.GetInt64(0);
            }, cancellation);
            return new IndexAnswer(hits, items, counts);
        }, cancellation);
    }

    /// <summary>The statements of a search with their values, and how the server would answer the first.</summary>
    /// <exception cref="ArgumentException">The query does not fit the index.</exception>
    public string Explain(IndexQuery query)
    {
        _ = new BoundQuery(query, Schema);
        var text = new StringBuilder(server.Abilities.ToString()).Append('\n');
        foreach (var statement in new[] { sql.Hits(query), sql.Total(query) }.OfType<SqlText>().Concat(query.Facets.Select(facet => sql.Counts(facet, query))))
            text.Append(statement).Append('\n');
        var hits = sql.Hits(query);
        hits.Text = $"EXPLAIN {hits.Text}";
        return sessions.Do(session =>
        {
            var plan = new StringBuilder();
            session.Read([hits], (_, reader) => plan.Append(reader.GetString(0)).Append('\n'));
            return text.ToString() + plan;
        }, CancellationToken.None);
    }

    /// <inheritdoc/>
    public RowSet RowsOf(Filter filter, int rowCount, CancellationToken cancellation = default)
    {
        _ = new BoundQuery(new IndexQuery { Filter = filter }, Schema);
        return sessions.Do(session =>
        {
            var rows = new RowSet(rowCount);
            session.Read([sql.Rows(filter)], (_, reader) => rows.Add(reader.GetInt32(0)), cancellation);
            return rows;
        }, cancellation);
    }

    /// <inheritdoc/>
    public CodeMatch[] SearchCodes(ReadOnlySpan<ulong> query, int k, RowSet? filter = null)
    {
        var (layout, code) = (Codes(), query.ToArray());
        layout.CheckCode(query);
        if (k == 0)
            return [];
        var hits = sql.Hits(new IndexQuery { Code = code, K = k, Filter = FilterOf(filter) });
        hits.Text = $"SELECT best.id, best.item_row, items.code FROM (\n{hits.Text}) AS best JOIN {table.FullName} AS items ON items.id = best.id\nORDER BY best.distance, best.id";
        return sessions.Do(session =>
        {
            var matches = new List<CodeMatch>();
            session.Read([hits], (_, reader) =>
            {
                var layers = layout.LayerDistances(code, CodeBits.Words(reader.GetFieldValue<BitArray>(2)));
                matches.Add(new CodeMatch(IdKey.Id(reader.GetFieldValue<byte[]>(0)), reader.GetInt32(1), layers.Sum(), layers));
            });
            return matches.ToArray();
        }, CancellationToken.None);
    }

    /// <inheritdoc/>
    public VectorMatch[] SearchVectors(ReadOnlySpan<float> query, int k, RowSet? filter = null)
    {
        var vector = Vector(query);
        return k == 0 ? [] : [.. Search(new IndexQuery { Vector = vector, K = k, Filter = FilterOf(filter) }, hitsOnly: true).Select(hit => new VectorMatch(hit.Id, hit.Row, hit.Score!.Value))];
    }

    /// <inheritdoc/>
    public WeightedCodeMatch[] SearchWeightedCodes(ReadOnlySpan<ulong> query, ReadOnlySpan<float> weights, int k, RowSet? filter = null)
    {
        var weighted = new WeightedQuery(query, weights, Codes());
        if (k == 0)
            return [];
        var statement = WeightedSql.Of(table, State, query, new WeightPlanes(weights), k, filter);
        return sessions.Do(session =>
        {
            var found = new List<(uint Rank, string Id, int Row)>();
            session.Read([statement], (_, reader) => found.Add((weighted.Rank(CodeBits.Words(reader.GetFieldValue<BitArray>(2))), IdKey.Id(reader.GetFieldValue<byte[]>(0)), reader.GetInt32(1))));
            return found.OrderBy(item => item.Rank).ThenBy(item => item.Id, StringComparer.Ordinal).Take(k).Select(item => new WeightedCodeMatch(item.Id, item.Row, weighted.Distance(item.Rank))).ToArray();
        }, CancellationToken.None);
    }

    /// <summary>The statements that make its graphs.</summary>
    internal IEnumerable<string> GraphStatements(int links, int effort) => table.GraphStatements(links, effort);

    /// <summary>Ends the transaction.</summary>
    public void Dispose() => sessions.Dispose();

    private static Filter? FilterOf(RowSet? rows) => rows is null ? null : Filter.Rows(rows);

    private IReadOnlyList<IndexHit> Search(IndexQuery query, bool hitsOnly) => !hitsOnly ? Search(query).Hits : sessions.Do(session =>
    {
        var hits = new List<IndexHit>();
        session.Read([sql.Hits(query)], (_, reader) => hits.Add(HitOf(reader)));
        return hits;
    }, CancellationToken.None);

    private static IndexHit HitOf(NpgsqlDataReader reader) => new(
        IdKey.Id(reader.GetFieldValue<byte[]>(0)),
        reader.GetInt32(1),
        reader.IsDBNull(2) ? null : Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(2)),
        reader.IsDBNull(3) ? null : (int)reader.GetInt64(3),
        reader.IsDBNull(4) ? null : reader.GetFloat(4) + 0f); // −0 as 0

    private CodeLayout Codes() => Schema.CodeLayout ?? throw new InvalidOperationException("This index holds no codes; search it by vector.");

    private float[] Vector(ReadOnlySpan<float> query)
    {
        if (!Schema.HasVectors)
            throw new InvalidOperationException("This index holds no vectors; search it by code.");
        _ = PreparedQuery.Of(query, Schema.VectorDimensions, Schema.VectorFormat);
        return query.ToArray();
    }
}
