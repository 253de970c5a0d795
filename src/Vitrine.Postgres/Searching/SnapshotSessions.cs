using System.Collections.Concurrent;
using Npgsql;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>
/// The connections of a snapshot: read-only transactions (repeatable read) that all see one state. The first exports it, others join it as threads need
/// them. Where they are lost they are made anew, if the index is still in the same state.
/// </summary>
internal sealed class SnapshotSessions : IDisposable
{
    private readonly PostgresServer server;
    private readonly SchemaName schema;
    private readonly Migrations migrations;
    private readonly ConcurrentBag<SnapshotSession> idle = [];
    private readonly SemaphoreSlim room;
    private readonly Lock opening = new();
    private SnapshotSession? first;
    private string? exported;
    private bool isDisposed;

    public SnapshotSessions(PostgresServer server, SchemaName schema, Migrations migrations)
    {
        (this.server, this.schema, this.migrations) = (server, schema, migrations);
        room = new SemaphoreSlim(server.Address.MostConnections);
        Do(_ => true, CancellationToken.None); // opens the first, and reads the state
    }

    /// <summary>The state that all see.</summary>
    public IndexState State { get; private set; } = null!;

    /// <summary>Asks something. Tried again on a new connection where one was lost.</summary>
    /// <exception cref="IndexUnavailableException">The server does not answer, or the state is gone.</exception>
    public T Do<T>(Func<SnapshotSession, T> ask, CancellationToken cancellation)
    {
        room.Wait(cancellation);
        try
        {
            for (var attempts = Attempts.OfSearch; ;)
            {
                SnapshotSession? session = null;
                try
                {
                    session = Take();
                    var answer = ask(session);
                    idle.Add(session);
                    return answer;
                }
                catch (Exception problem) when (Faults.IsOfServer(problem))
                {
                    Forget(session);
                    if (Faults.IsPassing(problem))
                        ForgetAll();
                    cancellation.ThrowIfCancellationRequested();
                    if (!Faults.IsPassing(problem) || !attempts.Next())
                        throw Faults.Of(problem, server.Address, $"The index '{schema.Index}' could not be searched");
                }
                catch
                {
                    Forget(session);
                    throw;
                }
            }
        }
        finally
        {
            room.Release();
        }
    }

    public void Dispose()
    {
        isDisposed = true;
        while (idle.TryTake(out var session))
            session.Dispose();
    }

    private SnapshotSession Take()
    {
        ObjectDisposedException.ThrowIf(isDisposed, typeof(PostgresSnapshot));
        while (idle.TryTake(out var session))
        {
            if (session.IsOf == exported)
                return session;
            session.Dispose(); // of a snapshot that was lost
        }

        lock (opening)
        {
            if (first is null)
                return OpenFirst();
            try
            {
                return Join(exported!);
            }
            catch (PostgresException problem) when (problem.SqlState is "22023" or "42704")
            {
                first = null; // the transaction that exported it has ended
                return OpenFirst();
            }
        }
    }

    // Whatever failed in a transaction, it can only be ended; when it was the first, none can join it any more.
    private void Forget(SnapshotSession? session)
    {
        session?.Dispose();
        lock (opening)
        {
            if (session is not null && session == first)
                first = null;
        }
    }

    // Where one connection was lost, others were: they are not to be tried one by one.
    private void ForgetAll()
    {
        while (idle.TryTake(out var session))
            Forget(session);
        server.ForgetConnections();
    }

    private SnapshotSession OpenFirst()
    {
        var connection = server.OpenOnce(toWrite: false);
        try
        {
            migrations.Require(RequiredVersion(connection), schema, server.Address);
            var session = SnapshotSession.Begin(connection, server.Address.MostConnections > 1 ? "SELECT pg_export_snapshot()" : "SELECT ''", out var name);
            var state = session.ReadState(schema) ?? throw new IndexFormatException($"{server.Address}/{schema.Index}", "no index is here.");
            if (State is not null && State.Generation > state.Generation)
                throw new StandbyBehindException();
            if (State is not null && State.Generation != state.Generation)
                throw new IndexUnavailableException($"The connection to the index '{schema.Index}' at {server.Address} was lost, and since then it was written: commit {state.Generation} instead of {State.Generation}.", "Open the index again, to search what is there now.");
            session.Hold(new ItemTable(schema, state).FullName);
            session.IsOf = name;
            (State, exported, first) = (State ?? state, name, session);
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SnapshotSession Join(string name)
    {
        var connection = server.OpenOnce(toWrite: false);
        try
        {
            var session = SnapshotSession.Begin(connection, $"SET TRANSACTION SNAPSHOT '{name}'", out _);
            session.IsOf = name;
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private int RequiredVersion(NpgsqlConnection connection) => Migrations.VersionOf(connection, schema) is > 0 and var version ? version
        : throw new IndexFormatException($"{server.Address}/{schema.Index}", "no index is here.");
}
