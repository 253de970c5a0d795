using Npgsql;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>Indexes in a database of PostgreSQL, each in a schema of its own. Safe to use from several threads.</summary>
public sealed class PostgresIndexes : IIndexes, IDisposable
{
    private readonly PostgresServer server;
    private readonly Migrations migrations;

    /// <param name="address">Where; nothing is connected before it is needed.</param>
    public PostgresIndexes(PostgresAddress address)
        : this(address, Migrations.Ours)
    {
    }

    internal PostgresIndexes(PostgresAddress address, Migrations migrations) => (server, this.migrations) = (new PostgresServer(address), migrations);

    /// <summary>Where they are.</summary>
    public PostgresAddress Address => server.Address;

    /// <summary>What the server can do; asked once.</summary>
    /// <exception cref="IndexUnavailableException">It does not answer, or is too old.</exception>
    public ServerAbilities Abilities => server.Abilities;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => Told("The indexes could not be listed", toWrite: false, connection =>
    {
        var names = new List<string>();
        foreach (var schema in Schemas(connection))
        {
            using var command = new NpgsqlCommand($"SELECT name FROM {schema}.state", connection);
            if (command.ExecuteScalar() is string name)
                names.Add(name);
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    });

    /// <inheritdoc/>
    public string PlaceOf(string name) => $"{Address}, schema {SchemaOf(name).Text}";

    /// <inheritdoc/>
    public bool Exists(string name) => Told($"The index '{name}' could not be looked for", toWrite: false, connection =>
    {
        if (Migrations.VersionOf(connection, SchemaOf(name)) == 0)
            return false;
        using var command = new NpgsqlCommand($"SELECT count(*) FROM {SchemaOf(name).Text}.state", connection);
        return command.ExecuteScalar() is long and > 0;
    });

    /// <summary>Opens the last committed state.</summary>
    /// <inheritdoc/>
    public PostgresSnapshot Open(string name)
    {
        _ = server.Abilities; // refuses a server that is too old
        return new PostgresSnapshot(server, SchemaOf(name), migrations);
    }

    /// <inheritdoc/>
    public IIndexWriter Create(string name, IndexSchema schema) => PostgresWriter.Create(server, SchemaOf(name), schema, migrations);

    /// <inheritdoc/>
    public IIndexWriter Change(string name, IndexSchema? expected = null) => PostgresWriter.Open(server, SchemaOf(name), expected, migrations);

    /// <summary>Makes graphs (HNSW) over the codes and vectors of an index, for <see cref="PostgresSnapshot.SearchByGraph"/>; those that are there stay. Writers wait meanwhile, readers do not. Needs a role that owns the tables.</summary>
    /// <param name="name">The index.</param>
    /// <param name="links">Links of an item, 2…100. Default 16.</param>
    /// <param name="effort">Items that are looked at for each, 4…1,000. Default 64.</param>
    /// <param name="memory">Megabytes for the making; a graph that fits is made some times faster. Default 256.</param>
    /// <returns>How many there are; 0 without pgvector.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public int MakeGraphs(string name, int links = 16, int effort = 64, int memory = 256)
    {
        if (links is < 2 or > 100 || effort is < 4 or > 1000 || memory is < 1 or > 1_000_000)
            throw new ArgumentException($"A graph of {links} links by an effort of {effort} in {memory} MB; expected 2…100, 4…1,000, and 1 MB or more.");
        if (!Abilities.HasPgvector)
            return 0;
        using var snapshot = Open(name);
        string[] statements = [.. snapshot.GraphStatements(links, effort)];
        snapshot.Dispose(); // its transaction would be waited for
        return Told($"The graphs of the index '{name}' could not be made", toWrite: true, connection =>
        {
            using var transaction = connection.BeginTransaction();
            foreach (var statement in statements.Prepend(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SET LOCAL maintenance_work_mem = '{memory}MB'")))
            {
                using var command = new NpgsqlCommand(statement, connection, transaction) { CommandTimeout = 0 };
                command.ExecuteNonQuery();
            }

            transaction.Commit();
            return statements.Length;
        });
    }

    /// <summary>Brings the tables of all indexes up to this program's version. Needs a role that owns them.</summary>
    /// <returns>What was done, in words; none where all was done before.</returns>
    public IReadOnlyList<string> Migrate() => Told("The tables could not be brought up to this version", toWrite: true, connection =>
    {
        var done = new List<string>();
        foreach (var name in Names)
        {
            using var transaction = connection.BeginTransaction();
            done.AddRange(migrations.Bring(connection, transaction, SchemaOf(name), Address).Select(step => $"{name}: version {step.Version}, {step.What}"));
            transaction.Commit();
        }

        return done;
    });

    /// <summary>The statements that make a role that reads, one that writes and one that makes and migrates, for the indexes that are there.</summary>
    public string RoleStatements() => Told("The indexes could not be listed", toWrite: false, connection => Roles.Statements(Address, Schemas(connection)));

    /// <summary>Deletes an index with its schema.</summary>
    /// <returns>False when there is none.</returns>
    public bool Delete(string name) => Told($"The index '{name}' could not be deleted", toWrite: true, connection =>
    {
        if (Migrations.VersionOf(connection, SchemaOf(name)) == 0)
            return false;
        using var command = new NpgsqlCommand($"DROP SCHEMA {SchemaOf(name).Text} CASCADE", connection);
        command.ExecuteNonQuery();
        return true;
    });

    /// <summary>Closes all connections; snapshots and writers are to be disposed before.</summary>
    public void Dispose() => server.Dispose();

    /// <inheritdoc/>
    IIndexSnapshot IIndexes.Open(string name) => Open(name);

    private SchemaName SchemaOf(string name) => new(Address.Prefix, name);

    private List<string> Schemas(NpgsqlConnection connection)
    {
        var schemas = new List<string>();
        using var command = new NpgsqlCommand("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, $1) AND to_regclass(quote_ident(nspname) || '.state') IS NOT NULL ORDER BY nspname", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = $"{Address.Prefix}_" });
        using var reader = command.ExecuteReader();
        while (reader.Read())
            schemas.Add(reader.GetString(0));
        return schemas;
    }

    private T Told<T>(string doing, bool toWrite, Func<NpgsqlConnection, T> action)
    {
        try
        {
            using var connection = server.Connect(toWrite, doing);
            return action(connection);
        }
        catch (Exception problem) when (Faults.IsOfServer(problem) && problem is not IOException)
        {
            throw Faults.Of(problem, Address, doing);
        }
    }
}
