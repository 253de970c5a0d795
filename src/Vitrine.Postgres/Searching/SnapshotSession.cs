using System.Data;
using Npgsql;

namespace Vitrine.Postgres;

/// <summary>One connection with its transaction. For one thread at a time.</summary>
internal sealed class SnapshotSession : IDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private SnapshotSession(NpgsqlConnection connection, NpgsqlTransaction transaction) => (this.connection, this.transaction) = (connection, transaction);

    /// <summary>The name of the snapshot that it sees.</summary>
    public string? IsOf { get; set; }

    /// <summary>Begins a transaction.</summary>
    /// <param name="connection">Closed with what is returned.</param>
    /// <param name="statement">The first statement, which decides what is seen.</param>
    /// <param name="answer">What it gave.</param>
    public static SnapshotSession Begin(NpgsqlConnection connection, string statement, out string? answer)
    {
        var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        using var command = new NpgsqlCommand(statement, connection, transaction);
        answer = command.ExecuteScalar() as string;
        // A search is too short to compile it; and no plan is made for whoever comes next.
        command.CommandText = "SET TRANSACTION READ ONLY; SET LOCAL jit = off";
        command.ExecuteNonQuery();
        return new SnapshotSession(connection, transaction);
    }

    public IndexState? ReadState(SchemaName schema)
    {
        using var command = new NpgsqlCommand($"SELECT {IndexState.Columns} FROM {schema.Text}.state", connection, transaction);
        using var reader = command.ExecuteReader();
        return reader.Read() ? IndexState.Read(reader) : null;
    }

    /// <summary>Keeps a table from being dropped while this sees it.</summary>
    public void Hold(string table)
    {
        using var command = new NpgsqlCommand($"LOCK TABLE {table} IN ACCESS SHARE MODE", connection, transaction);
        command.ExecuteNonQuery();
    }

    /// <summary>Sets something for the transaction, such as <c>hnsw.ef_search</c>.</summary>
    public void Set(string statement)
    {
        using var command = new NpgsqlCommand(statement, connection, transaction);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs statements together, and reads what each gives.</summary>
    public void Read(IReadOnlyList<SqlText> statements, Action<int, NpgsqlDataReader> row, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var statement in statements)
            batch.BatchCommands.Add(statement.Command());
        using var stop = cancellation.Register(batch.Cancel);
        try
        {
            using var reader = batch.ExecuteReader();
            for (var i = 0; i < statements.Count; i++)
            {
                while (reader.Read())
                    row(i, reader);
                reader.NextResult();
            }
        }
        catch (PostgresException problem) when (problem.SqlState == "57014" && cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    public void Dispose()
    {
        try
        {
            transaction.Dispose();
            connection.Dispose();
        }
        catch (Exception problem) when (Faults.IsOfServer(problem))
        {
            // It is gone already.
        }
    }
}
