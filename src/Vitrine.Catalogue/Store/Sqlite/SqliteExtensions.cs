using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>Short forms for the statements of the store.</summary>
internal static class SqliteExtensions
{
    public static void Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Prepare(sql);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    public static SqliteCommand Prepare(this SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // every statement of the assembly is a constant; values go in as parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    /// <summary>Sets the parameters in their order and runs the statement.</summary>
    public static int Run(this SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        command.Set(values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Sets the parameters in their order.</summary>
    public static SqliteCommand Set(this SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    public static T? Scalar<T>(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Prepare(sql);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command.ExecuteScalar() is { } value1 and not DBNull
            ? (T)Convert.ChangeType(value1, typeof(T), CultureInfo.InvariantCulture)
            : default;
    }

    /// <summary>A value of the table meta, or null.</summary>
    public static string? ReadMeta(this SqliteConnection connection, string key) =>
        connection.Scalar<string>("SELECT value FROM meta WHERE key = $key", ("$key", key));

    public static void WriteMeta(this SqliteConnection connection, string key, string value) =>
        connection.Execute("INSERT INTO meta (key, value) VALUES ($key, $value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            ("$key", key), ("$value", value));
}
