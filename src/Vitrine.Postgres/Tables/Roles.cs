namespace Vitrine.Postgres;

/// <summary>The statements that make three roles of least rights: one that reads, one that writes, one that makes and migrates.</summary>
public static class Roles
{
    /// <summary>The statements; to be run by a superuser or the owner of the database, again after an index was made.</summary>
    /// <param name="address">The database, and the prefix of the indexes.</param>
    /// <param name="schemas">Schemas of the indexes that are there.</param>
    internal static string Statements(PostgresAddress address, IReadOnlyList<string> schemas)
    {
        var (reader, writer, migrator) = ($"{address.Prefix}_reader", $"{address.Prefix}_writer", $"{address.Prefix}_migrator");
        var database = $"\"{address.Database.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        List<string> lines =
        [
            .. new[] { reader, writer, migrator }.Select(role => $"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"),
            $"GRANT CONNECT ON DATABASE {database} TO {reader}, {writer}, {migrator};",
            $"GRANT CREATE, TEMPORARY ON DATABASE {database} TO {migrator};",
            $"GRANT TEMPORARY ON DATABASE {database} TO {writer};",
        ];
        foreach (var schema in schemas)
        {
            lines.AddRange(
            [
                $"GRANT USAGE ON SCHEMA {schema} TO {reader}, {writer};",
                $"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {reader}, {writer};",
                $"GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {writer};",
                $"REVOKE INSERT, UPDATE, DELETE ON {schema}.version FROM {writer};",
                // Tables that come with an index that is made anew.
                $"ALTER DEFAULT PRIVILEGES FOR ROLE {migrator} IN SCHEMA {schema} GRANT SELECT ON TABLES TO {reader}, {writer};",
                $"ALTER DEFAULT PRIVILEGES FOR ROLE {migrator} IN SCHEMA {schema} GRANT INSERT, UPDATE, DELETE ON TABLES TO {writer};",
            ]);
        }

        return string.Join('\n', lines) + "\n";
    }
}
