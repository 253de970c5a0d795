using Npgsql;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>The transaction of a writer, which holds the lock of its index. What it does becomes visible at the commit, all of it or nothing.</summary>
internal sealed class WriterTransaction : IDisposable
{
    private readonly PostgresServer server;
    private readonly SchemaName schema;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private WriterTransaction(PostgresServer server, SchemaName schema, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (this.server, this.schema, this.connection, this.transaction) = (server, schema, connection, transaction);

    public NpgsqlConnection Connection => connection;

    public NpgsqlTransaction Transaction => transaction;

    /// <summary>Begins one.</summary>
    /// <exception cref="IOException">Another writer is at work.</exception>
    /// <exception cref="IndexUnavailableException">The server does not answer.</exception>
    public static WriterTransaction Begin(PostgresServer server, SchemaName schema)
    {
        var connection = server.Connect(toWrite: true, $"The index '{schema.Index}' cannot be written");
        try
        {
            var begun = new WriterTransaction(server, schema, connection, connection.BeginTransaction());
            if (begun.Scalar("SELECT pg_try_advisory_xact_lock($1)", schema.LockNumber) is not true)
                throw new IOException($"Another process is writing the index '{schema.Index}' at {server.Address}; wait until it is done.");
            return begun;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public object? Scalar(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar();
    }

    public int Execute(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The state of the index; null where there is none.</summary>
    public IndexState? ReadState()
    {
        using var command = Command($"SELECT {IndexState.Columns} FROM {schema.Text}.state");
        using var reader = command.ExecuteReader();
        return reader.Read() ? IndexState.Read(reader) : null;
    }

    /// <summary>Writes the state of the index.</summary>
    public void WriteState(IndexState state, Guid mark) => Execute(
        $"INSERT INTO {schema.Text}.state (name, generation, commit_mark, items_table, form, vectors, items_count, properties) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
            + "ON CONFLICT (only_one) DO UPDATE SET (generation, commit_mark, items_table, form, vectors, items_count, properties) = "
            + "(excluded.generation, excluded.commit_mark, excluded.items_table, excluded.form, excluded.vectors, excluded.items_count, excluded.properties)",
        schema.Index, state.Generation, mark, state.Table, state.FormText, state.Vectors.ToString(), (long)state.Count, state.PropertiesText);

    /// <summary>Commits. A connection that is lost meanwhile leaves open whether it was done; then the server is asked, when it is back, by the mark.</summary>
    /// <exception cref="IndexUnavailableException">It was not done.</exception>
    public void Commit(Guid mark)
    {
        try
        {
            transaction.Commit();
        }
        catch (Exception problem) when (Faults.IsOfServer(problem))
        {
            if (!WasDone(mark, problem))
                throw Faults.Of(problem, server.Address, $"The commit to the index '{schema.Index}' was not done; nothing since the last one remains. It failed");
        }
    }

    /// <summary>Rolls back what was not committed.</summary>
    public void Dispose()
    {
        try
        {
            transaction.Dispose();
        }
        catch (Exception problem) when (Faults.IsOfServer(problem))
        {
            // The server rolls back what lost its connection.
        }

        connection.Dispose();
    }

    private bool WasDone(Guid mark, Exception lost)
    {
        for (var attempts = Attempts.OfCommit; ;)
        {
            try
            {
                using var again = server.OpenOnce(toWrite: true);
                using var asking = again.BeginTransaction();
                // Whoever waits for the lock waits for the end of the transaction that may still be at its commit.
                using var wait = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", again, asking) { Parameters = { new NpgsqlParameter { Value = schema.LockNumber } } };
                wait.ExecuteNonQuery();
                using var ask = new NpgsqlCommand($"SELECT commit_mark FROM {schema.Text}.state", again, asking);
                return ask.ExecuteScalar() is Guid last && last == mark;
            }
            catch (PostgresException problem) when (problem.SqlState is "42P01" or "3F000")
            {
                return false; // the commit would have made it
            }
            catch (Exception problem) when (Faults.IsOfServer(problem))
            {
                if (!attempts.Next())
                {
                    throw new IndexUnavailableException(
                        $"Whether the last commit to the index '{schema.Index}' at {server.Address} was done is not known: the connection was lost at it, and the server has not come back.",
                        "Run the same again when the server is up; what is there is whole.", lost is PostgresException ? lost : null);
                }
            }
        }
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(ItemColumn.Parameter(value));
        return command;
    }
}
