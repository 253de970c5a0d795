using Npgsql;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>Connections to the servers of an address: to the primary for those who write, to whichever is to be read for those who read. Safe to use from several threads.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly NpgsqlMultiHostDataSource source;
    private readonly NpgsqlDataSource reading, writing;
    private readonly Lock once = new();
    private ServerAbilities? abilities;

    public PostgresServer(PostgresAddress address)
    {
        Address = address;
        var builder = new NpgsqlDataSourceBuilder(address.ConnectionString("vitrine"));
        builder.UseVector();
        source = builder.BuildMultiHost();
        reading = source.WithTargetSession(address.Reading);
        writing = source.WithTargetSession(TargetSessionAttributes.Primary);
    }

    public PostgresAddress Address { get; }

    /// <summary>What the server can do; asked once.</summary>
    /// <exception cref="IndexUnavailableException">It does not answer, or is too old.</exception>
    public ServerAbilities Abilities
    {
        get
        {
            lock (once)
            {
                if (abilities is not null)
                    return abilities;
                using var connection = Connect(toWrite: false);
                return abilities ??= Of(connection);
            }
        }
    }

    /// <summary>Opens a connection; a lost one may be tried again.</summary>
    /// <exception cref="NpgsqlException">There is none.</exception>
    public NpgsqlConnection OpenOnce(bool toWrite) => (toWrite ? writing : reading).OpenConnection();

    /// <summary>Opens a connection, and tries again for a while.</summary>
    /// <exception cref="IndexUnavailableException">There is none.</exception>
    public NpgsqlConnection Connect(bool toWrite, string doing = "Nothing can be asked")
    {
        for (var attempts = Attempts.OfSearch; ;)
        {
            try
            {
                return OpenOnce(toWrite);
            }
            catch (Exception problem) when (Faults.IsOfServer(problem))
            {
                // While there is only a standby, a writer is not kept waiting: it is to be told.
                if (!Faults.IsPassing(problem) || (toWrite && IsStandbyThere()) || !attempts.Next())
                    throw Faults.Of(problem, Address, doing);
            }
        }
    }

    /// <summary>Closes the connections that wait to be used again: they may be lost as another was.</summary>
    public void ForgetConnections() => source.Clear();

    public void Dispose() => source.Dispose();

    private bool IsStandbyThere()
    {
        try
        {
            using var connection = source.WithTargetSession(TargetSessionAttributes.Standby).OpenConnection();
            return true;
        }
        catch (Exception problem) when (Faults.IsOfServer(problem))
        {
            return false;
        }
    }

    private ServerAbilities Of(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("SELECT extversion FROM pg_extension WHERE extname = 'vector'", connection);
        var version = connection.PostgreSqlVersion;
        var pgvector = command.ExecuteScalar() is string text && Version.TryParse(text, out var parsed) ? parsed : null;
        var found = new ServerAbilities(new Version(version.Major, Math.Max(0, version.Minor)), pgvector);
        found.Check(Address.ToString());
        return found;
    }
}
