using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>What a server can do.</summary>
/// <param name="Version">Of PostgreSQL.</param>
/// <param name="Pgvector">Version of pgvector in the database; null without.</param>
public sealed record ServerAbilities(Version Version, Version? Pgvector)
{
    // bit_count, and what a connection says of being a standby, came with 14.
    private const int LeastMajor = 14;

    // halfvec and bit_hamming_ops came with 0.7, scans that go on under a filter with 0.8.
    private static readonly Version LeastPgvector = new(0, 8);

    /// <summary>Whether vectors are compared by pgvector; else by plain SQL, a hundred times slower and more.</summary>
    public bool HasPgvector => Pgvector is not null;

    /// <summary>What it means, in words.</summary>
    public override string ToString() => Pgvector is null
        ? $"PostgreSQL {Version} without pgvector: codes are compared as fast as with it, vectors a hundred times slower or more, and there are no graphs; a superuser runs CREATE EXTENSION vector"
        : $"PostgreSQL {Version} with pgvector {Pgvector}";

    /// <exception cref="IndexUnavailableException">The server or pgvector is too old.</exception>
    internal void Check(string place)
    {
        if (Version.Major < LeastMajor)
            throw new IndexUnavailableException($"{place} is PostgreSQL {Version}; expected {LeastMajor} or later.", $"Use a server of PostgreSQL {LeastMajor} or later, 17 if there is a choice.");
        if (Pgvector is not null && Pgvector < LeastPgvector)
            throw new IndexUnavailableException($"{place} has pgvector {Pgvector}; expected {LeastPgvector} or later, or none.", "Install a later pgvector on the server, then run as a superuser: ALTER EXTENSION vector UPDATE;");
    }
}
