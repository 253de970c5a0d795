using Vitrine.Index;
using Vitrine.Index.Tests.Laws;
using Vitrine.Postgres.Tests.Servers;

namespace Vitrine.Postgres.Tests.Laws;

/// <summary>The laws of an index, on PostgreSQL as it comes.</summary>
public sealed class PlainLaws(PlainServer server) : IndexLaws, IDisposable
{
    private PostgresIndexes? indexes;

    private protected override IIndexes Indexes => indexes ??= new PostgresIndexes(server.NewPrefix());

    private protected override int Trials => 40;

    public void Dispose() => indexes?.Dispose();
}

/// <summary>The same with each index in hash partitions.</summary>
public sealed class PartitionedLaws(PlainServer server) : IndexLaws, IDisposable
{
    private PostgresIndexes? indexes;

    private protected override IIndexes Indexes => indexes ??= new PostgresIndexes(server.NewPrefix("partitions=3"));

    private protected override int Trials => 12;

    public void Dispose() => indexes?.Dispose();
}

/// <summary>The laws of an index, on PostgreSQL with pgvector.</summary>
[Collection(PGlite.OneAtATime)]
public sealed class PgvectorLaws(PGlite server) : IndexLaws, IDisposable
{
    private PostgresIndexes? indexes;

    private protected override IIndexes Indexes => indexes ??= new PostgresIndexes(server.Require());

    private protected override bool IsShared => false;

    private protected override int Trials => 20;

    public void Dispose() => indexes?.Dispose();
}
