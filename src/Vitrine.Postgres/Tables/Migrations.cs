using Npgsql;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>A step from one version of an index's tables to the next.</summary>
/// <param name="Version">The version that it makes, from 1.</param>
/// <param name="What">What it does, in words.</param>
/// <param name="Statements">Its statements; the schema stands for <c>{schema}</c>.</param>
internal sealed record Migration(int Version, string What, IReadOnlyList<string> Statements);

/// <summary>The versions of an index's tables. They only go forward, each in one transaction; a program knows the versions up to its own.</summary>
/// <param name="steps">All steps, in order.</param>
internal sealed class Migrations(IReadOnlyList<Migration> steps)
{
    /// <summary>Those of this program.</summary>
    public static Migrations Ours { get; } = new(
    [
        new Migration(1, "tables of an index",
        [
            "CREATE TABLE {schema}.state (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), name text NOT NULL, generation bigint NOT NULL, commit_mark uuid, items_table bigint NOT NULL, "
                + "form text NOT NULL, vectors text NOT NULL, items_count bigint NOT NULL, properties text NOT NULL)",
        ]),
    ]);

    /// <summary>The version of this program.</summary>
    public int Newest => steps[^1].Version;

    /// <summary>The version of an index's tables; 0 where there are none.</summary>
    public static int VersionOf(NpgsqlConnection connection, SchemaName schema, NpgsqlTransaction? transaction = null)
    {
        using var command = new NpgsqlCommand($"SELECT to_regclass('{schema.Text}.version') IS NOT NULL", connection, transaction);
        if (command.ExecuteScalar() is not true)
            return 0;
        command.CommandText = $"SELECT max(number) FROM {schema.Text}.version";
        return command.ExecuteScalar() is int version ? version : 0;
    }

    /// <summary>Refuses tables of another version than this program's.</summary>
    public void Require(int version, SchemaName schema, PostgresAddress address)
    {
        var place = $"{address}, index '{schema.Index}' (schema {schema.Text})";
        if (version > Newest)
            throw new IndexUnavailableException($"{place} has tables of version {version}; this program knows those up to {Newest}.", "Use the program that made them, or a later one.");
        if (version < Newest && version > 0)
            throw new IndexUnavailableException($"{place} has tables of version {version}; expected {Newest}.", "Let a role that owns them bring them up: vitrine database ADDRESS --migrate");
    }

    /// <summary>Brings the tables of an index up to this program's version, making them where there are none.</summary>
    /// <param name="connection">Of a role that may.</param>
    /// <param name="transaction">In which all of it is done.</param>
    /// <param name="schema">The index.</param>
    /// <param name="address">For messages.</param>
    /// <returns>What was done.</returns>
    public IReadOnlyList<Migration> Bring(NpgsqlConnection connection, NpgsqlTransaction transaction, SchemaName schema, PostgresAddress address)
    {
        var version = VersionOf(connection, schema, transaction);
        if (version > Newest)
            Require(version, schema, address);
        Migration[] missing = [.. steps.Where(step => step.Version > version)];
        if (version == 0)
            Execute($"CREATE SCHEMA IF NOT EXISTS {schema.Text}", $"CREATE TABLE {schema.Text}.version (number integer PRIMARY KEY, what text NOT NULL, at timestamptz NOT NULL DEFAULT now())");
        foreach (var step in missing)
        {
            Execute([.. step.Statements.Select(statement => statement.Replace("{schema}", schema.Text, StringComparison.Ordinal))]);
            using var note = new NpgsqlCommand($"INSERT INTO {schema.Text}.version (number, what) VALUES ($1, $2)", connection, transaction);
            note.Parameters.Add(new NpgsqlParameter { Value = step.Version });
            note.Parameters.Add(new NpgsqlParameter { Value = step.What });
            note.ExecuteNonQuery();
        }

        return missing;

        void Execute(params string[] statements)
        {
            foreach (var statement in statements)
            {
                using var command = new NpgsqlCommand(statement, connection, transaction);
                command.ExecuteNonQuery();
            }
        }
    }
}
