using Npgsql;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>
/// Writes an index on PostgreSQL. All changes up to a commit are one transaction, which holds the index's lock; items go to the server by binary COPY, some
/// thousands at a time. A lost connection loses what was not committed, and is said.
/// </summary>
public sealed class PostgresWriter : IIndexWriter
{
    private readonly PostgresServer server;
    private readonly SchemaName name;
    private readonly Migrations migrations;
    private readonly Dictionary<string, string> properties;
    private readonly PendingRows pending = new();
    private readonly ItemRecord records; // checks items as the embedded index does
    private IndexState state; // with the changes that were sent
    private readonly ItemTable table;
    private WriterTransaction? transaction;
    private bool isNew, isStaged, isLost;
    private long changed;

    private PostgresWriter(PostgresServer server, SchemaName name, Migrations migrations, WriterTransaction transaction, IndexState state, bool isNew)
    {
        (this.server, this.name, this.migrations, this.transaction, this.state, this.isNew) = (server, name, migrations, transaction, state, isNew);
        properties = new Dictionary<string, string>(state.Properties);
        table = new ItemTable(name, state);
        records = new ItemRecord(state.Schema, new SegmentLayout(state.Schema));
    }

    /// <inheritdoc/>
    public IndexSchema Schema => state.Schema;

    /// <inheritdoc/>
    public IDictionary<string, string> Properties => properties;

    /// <inheritdoc/>
    public int Count => Told(() =>
    {
        Send(CancellationToken.None);
        return state.Count;
    });

    /// <summary>Begins to make an index anew.</summary>
    internal static PostgresWriter Create(PostgresServer server, SchemaName name, IndexSchema schema, Migrations migrations)
    {
        schema.Check();
        var abilities = server.Abilities;
        return Begin(server, name, begun =>
        {
            migrations.Bring(begun.Connection, begun.Transaction, name, server.Address);
            var before = begun.ReadState();
            var state = new IndexState(before?.Generation ?? 0, (before?.Table ?? 0) + 1, schema, StoredVectorsType.Of(schema, abilities), 0, new Dictionary<string, string>());
            foreach (var statement in new ItemTable(name, state).CreateStatements(server.Address.Partitions))
                begun.Execute(statement);
            return new PostgresWriter(server, name, migrations, begun, state, isNew: true);
        });
    }

    /// <summary>Begins to change an index.</summary>
    internal static PostgresWriter Open(PostgresServer server, SchemaName name, IndexSchema? expected, Migrations migrations)
    {
        var abilities = server.Abilities;
        return Begin(server, name, begun => Open(begun, server, name, expected, migrations, abilities));
    }

    private static PostgresWriter Open(WriterTransaction begun, PostgresServer server, SchemaName name, IndexSchema? expected, Migrations migrations, ServerAbilities abilities)
    {
        var state = StateOf(begun, server, name, migrations);
        state.Require(abilities, name, server.Address);
        if (expected is not null && expected != state.Schema)
            throw new IndexFormatException($"{server.Address}/{name.Index}", $"the index holds {state.Schema}; the items to add have {expected}.");
        return new PostgresWriter(server, name, migrations, begun, state, isNew: false);
    }

    /// <inheritdoc/>
    public void Put(IndexItem item)
    {
        _ = ItemRecord.Id(item.Id);
        _ = records.Of(item.Id, item.Row, item.Code.Span, item.Vector.Span, [.. item.Parts]);
        _ = records.TermsOf(item);
        pending.Put(item, table.Columns);
        if (pending.IsFull)
            Told(() => Send(CancellationToken.None));
    }

    /// <inheritdoc/>
    public bool Delete(string id)
    {
        _ = ItemRecord.Id(id);
        var wasPending = pending.Remove(id);
        if (state.Count == 0)
            return wasPending; // nothing is there
        return Told(() =>
        {
            var deleted = Current().Execute($"DELETE FROM {table.FullName} WHERE id = $1", IdKey.Of(id));
            state = state with { Count = state.Count - deleted };
            changed += deleted;
            return wasPending || deleted > 0;
        });
    }

    /// <inheritdoc/>
    public void Commit(CancellationToken cancellation = default) => Told(() =>
    {
        var current = Current();
        Send(cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (isNew)
        {
            foreach (var statement in table.IndexStatements())
                current.Execute(statement);
        }

        cancellation.ThrowIfCancellationRequested();
        var mark = Guid.NewGuid();
        state = state with { Generation = state.Generation + 1, Properties = new Dictionary<string, string>(properties) };
        current.WriteState(state, mark);
        current.Commit(mark);
        current.Dispose();
        (transaction, isStaged) = (null, false);
        Tend();
        (isNew, changed) = (false, 0);
    });

    /// <summary>Ends the writer; uncommitted changes are lost.</summary>
    public void Dispose()
    {
        transaction?.Dispose();
        transaction = null;
    }

    private static PostgresWriter Begin(PostgresServer server, SchemaName name, Func<WriterTransaction, PostgresWriter> open)
    {
        WriterTransaction? begun = null;
        try
        {
            begun = WriterTransaction.Begin(server, name);
            return open(begun);
        }
        catch (Exception problem)
        {
            begun?.Dispose();
            if (Faults.IsOfServer(problem) && problem is not IOException)
                throw Faults.Of(problem, server.Address, $"The index '{name.Index}' cannot be written");
            throw;
        }
    }

    private static IndexState StateOf(WriterTransaction begun, PostgresServer server, SchemaName name, Migrations migrations)
    {
        var version = Migrations.VersionOf(begun.Connection, name, begun.Transaction);
        migrations.Require(version, name, server.Address);
        return (version == 0 ? null : begun.ReadState()) ?? throw new IndexFormatException($"{server.Address}/{name.Index}", "no index is here.");
    }

    /// <summary>The transaction; a new one after a commit.</summary>
    private WriterTransaction Current()
    {
        if (transaction is not null)
            return transaction;
        transaction = WriterTransaction.Begin(server, name);
        var now = StateOf(transaction, server, name, migrations);
        return now.Generation == state.Generation ? transaction
            : throw new IOException($"Another process has written the index '{name.Index}' at {server.Address} since this one's last commit; run the same again.");
    }

    private void Send(CancellationToken cancellation)
    {
        if (pending.Count == 0)
            return;
        var current = Current();
        var (count, replaced) = (pending.Count, 0);
        if (state.Count == 0 && !isStaged)
        {
            pending.Send(current.Connection, table.FullName, table.Columns, server.Address.Copies, cancellation);
        }
        else
        {
            if (!isStaged)
                current.Execute($"CREATE TEMPORARY TABLE vitrine_staged (LIKE {table.FullName}) ON COMMIT DROP");
            isStaged = true;
            pending.Send(current.Connection, "pg_temp.vitrine_staged", table.Columns, server.Address.Copies, cancellation);
            if (state.Count > 0)
                replaced = current.Execute($"DELETE FROM {table.FullName} AS items USING pg_temp.vitrine_staged AS staged WHERE items.id = staged.id");
            current.Execute($"INSERT INTO {table.FullName} ({table.ColumnNames}) SELECT {table.ColumnNames} FROM pg_temp.vitrine_staged");
            current.Execute("TRUNCATE pg_temp.vitrine_staged");
        }

        state = state with { Count = state.Count + count - replaced };
        changed += count;
    }

    // What the planner knows of a table that was just filled decides between a millisecond and a second. What cannot be done is left to autovacuum.
    private void Tend()
    {
        if (!isNew && changed < state.Count / 10)
            return;
        try
        {
            using var connection = server.OpenOnce(toWrite: true);
            using var command = new NpgsqlCommand($"ANALYZE {table.FullName}", connection);
            command.ExecuteNonQuery();
            if (!isNew || state.Table == 1)
                return;
            // Readers of the state before hold its table; then the next one that is made anew drops it.
            command.CommandText = "SET lock_timeout = '200ms'";
            command.ExecuteNonQuery();
            for (var old = 1L; old < state.Table; old++)
            {
                command.CommandText = $"DROP TABLE IF EXISTS {new ItemTable(name, state with { Table = old }).FullName}";
                command.ExecuteNonQuery();
            }
        }
        catch (Exception problem) when (Faults.IsOfServer(problem))
        {
            // The commit stands; this only tidies.
        }
    }

    private void Told(Action action) => Told(() =>
    {
        action();
        return true;
    });

    private T Told<T>(Func<T> action)
    {
        if (isLost)
            throw new IndexUnavailableException($"The writer of the index '{name.Index}' has failed before; nothing since its last commit remains.", "Open the index for changes again.");
        try
        {
            return action();
        }
        catch (Exception problem) when (problem is not ArgumentException)
        {
            isLost = true;
            Dispose();
            if (Faults.IsOfServer(problem) && problem is not IOException)
                throw Faults.Of(problem, server.Address, $"The index '{name.Index}' could not be written");
            throw;
        }
    }
}
