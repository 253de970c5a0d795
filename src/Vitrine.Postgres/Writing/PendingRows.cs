using Npgsql;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>Items that were put and are not on the server yet, as the values of their columns.</summary>
internal sealed class PendingRows
{
    // A block of COPY: large enough that a round trip is nothing beside it.
    private const int MaxRows = 20_000;
    private const long MaxBytes = 64L << 20;
    private const int RowsPerBatch = 200;

    private readonly Dictionary<string, object?[]> rows = new(StringComparer.Ordinal);
    private long bytes;

    public int Count => rows.Count;

    public bool IsFull => rows.Count >= MaxRows || bytes >= MaxBytes;

    /// <summary>Adds an item, or replaces the one of the same id.</summary>
    public void Put(IndexItem item, IReadOnlyList<ItemColumn> columns)
    {
        var values = new object?[columns.Count];
        for (var column = 0; column < values.Length; column++)
            values[column] = columns[column].Of(item);
        Remove(item.Id);
        rows.Add(item.Id, values);
        bytes += values.Sum(ItemColumn.BytesOf);
    }

    public bool Remove(string id)
    {
        if (!rows.Remove(id, out var values))
            return false;
        bytes -= values.Sum(ItemColumn.BytesOf);
        return true;
    }

    /// <summary>Sends all of them, and forgets them.</summary>
    /// <param name="connection">In its transaction.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="copies">By binary COPY; else by statements, some ten times slower, for a server that does not speak it.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    public void Send(NpgsqlConnection connection, string table, IReadOnlyList<ItemColumn> columns, bool copies, CancellationToken cancellation)
    {
        var names = string.Join(", ", columns.Select(column => column.Name));
        if (copies)
            Copy(connection, $"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)", cancellation);
        else
            Insert(connection, $"INSERT INTO {table} ({names}) VALUES ({string.Join(", ", columns.Index().Select(column => $"${column.Index + 1}"))})", cancellation);
        rows.Clear();
        bytes = 0;
    }

    private void Copy(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        using var importer = connection.BeginBinaryImport(statement);
        importer.Timeout = TimeSpan.Zero; // as long as rows flow
        foreach (var values in rows.Values)
        {
            cancellation.ThrowIfCancellationRequested();
            importer.StartRow();
            foreach (var value in values)
                ItemColumn.Write(importer, value);
        }

        importer.Complete();
    }

    private void Insert(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        foreach (var some in rows.Values.Chunk(RowsPerBatch))
        {
            cancellation.ThrowIfCancellationRequested();
            using var batch = new NpgsqlBatch(connection);
            foreach (var values in some)
            {
                var command = new NpgsqlBatchCommand(statement);
                foreach (var value in values)
                    command.Parameters.Add(ItemColumn.Parameter(value));
                batch.BatchCommands.Add(command);
            }

            batch.ExecuteNonQuery();
        }
    }
}
