using System.Net.Sockets;
using Npgsql;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>What goes wrong on a server, in words that say what to do.</summary>
internal static class Faults
{
    /// <summary>Whether the connection is gone, or the transaction was ended from outside, so that the same may work on a new one.</summary>
    public static bool IsPassing(Exception problem) => problem switch
    {
        PostgresException said => said.SqlState is "57P01" or "57P02" or "57P03" or "57P05" or "25P03" or "40001" or "40P01" or "53300" || said.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException lost => lost.IsTransient || lost.InnerException is IOException or SocketException or EndOfStreamException || lost.Message.Contains("No suitable host", StringComparison.Ordinal),
        IOException and not IndexUnavailableException or SocketException => true,
        _ => false,
    };

    /// <summary>Whether it is one of the server at all.</summary>
    public static bool IsOfServer(Exception problem) => problem is NpgsqlException or SocketException or (IOException and not IndexUnavailableException) or TimeoutException or ObjectDisposedException { ObjectName: "NpgsqlConnection" };

    /// <summary>A problem as it is told.</summary>
    /// <param name="problem">What was thrown.</param>
    /// <param name="address">Where.</param>
    /// <param name="doing">What could not be done: "The index 'fields' could not be read".</param>
    public static IndexUnavailableException Of(Exception problem, PostgresAddress address, string doing)
    {
        var (why, hint) = problem switch
        {
            PostgresException said => Said(said, address),
            NpgsqlException { InnerException: TimeoutException } or TimeoutException => ($"the server took longer than {address.SearchSeconds} s", "Look what the server is busy with (pg_stat_activity), or give it more time: …?timeout=SECONDS."),
            StandbyBehindException => ("the standby that answers has not caught up with what was searched before", "Look why replication lags (pg_stat_replication), or let commits wait for it: synchronous_commit = remote_apply."),
            _ when problem.Message.Contains("No suitable host", StringComparison.Ordinal) => ("no server of the address can take this: none answers, or the primary is away and only a standby is left, which refuses to be written to", "Start or promote a primary, and run the same again."),
            _ => ($"no connection ({Innermost(problem).Message.TrimEnd('.')})", "Start the server, and check host, port and firewall."),
        };
        return new IndexUnavailableException($"{doing} at {address}: {address.WithoutPassword(why)}.", hint, problem is PostgresException ? problem : null);
    }

    private static (string Why, string Hint) Said(PostgresException said, PostgresAddress address) => said.SqlState switch
    {
        "28P01" or "28000" => ($"the server does not let {address.User ?? "this user"} in", "Check user and password, in the address or PGPASSWORD, and pg_hba.conf of the server."),
        "3D000" => ($"there is no database '{address.Database}'", $"Make it: createdb {address.Database}"),
        "42501" => ($"{address.User ?? "the user"} lacks a right ({said.MessageText})", "Let the owner grant it: 'Roles' in docs/postgres.md has the statements for a role that reads, one that writes and one that migrates."),
        "25006" => ("this server is a standby, which is read only", "Give the address of the primary as well, hosts joined by ',': it is found by itself. While there is none, nothing can be written."),
        "53100" => ("the disk of the server is full", "Free space or give it a larger disk; what was committed is whole."),
        "53200" => ("the server has no memory left", "Lower work_mem or maintenance_work_mem, or give it more memory."),
        "53300" => ("the server has no connection left", "Lower connections= in the address, raise max_connections, or put a pool before the server."),
        "57014" => ($"the server stopped it, after {address.SearchSeconds} s or by its own limit", "Look what the server is busy with (pg_stat_activity), or give it more time: …?timeout=SECONDS."),
        "57P01" or "57P02" or "57P03" => ("the server is stopping or starting", "Run the same again when it is up."),
        "42704" or "42883" when said.MessageText.Contains("vec", StringComparison.Ordinal) => ("pgvector, with which this index was made, is not in the database", "Run as a superuser: CREATE EXTENSION vector;"),
        "22003" => ("a number of a vector is beyond 65,504, the largest of half precision", "Keep the vectors as float32."),
        _ => ($"{said.MessageText} ({said.SqlState})", "The message is of PostgreSQL; its log may say more."),
    };

    private static Exception Innermost(Exception problem)
    {
        while (problem.InnerException is { } inner)
            problem = inner;
        return problem;
    }
}

/// <summary>A standby that does not have the state yet that was searched on its primary: it may in a moment.</summary>
internal sealed class StandbyBehindException : IOException;
