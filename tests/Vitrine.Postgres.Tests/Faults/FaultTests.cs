using System.Diagnostics;
using Vitrine.Index;
using Vitrine.Postgres.Tests.Servers;

namespace Vitrine.Postgres.Tests.Faults;

/// <summary>What goes wrong on a server is said: what, where, and what to do; and never the password.</summary>
public sealed class FaultTests(PlainServer shared)
{
    private static readonly IndexSchema Schema = new([64], 3) { Fields = [new("number", FieldKind.Number)] };

    [Fact]
    public void Connection_NotToBeHad_SaysWhy()
    {
        var server = shared.Require();
        Assert.Contains("there is no database 'nowhere'", Refused(server.Address("nowhere")), StringComparison.Ordinal);
        Assert.Contains("the server does not let stranger in", Refused(server.Address("postgres", user: "stranger")), StringComparison.Ordinal);
        Assert.Contains("no connection", Refused(PostgresAddress.Parse($"postgres://owner:{RealServer.Password}@127.0.0.1:1/postgres?connect_timeout=1")), StringComparison.Ordinal);
    }

    [Fact]
    public void Server_TooOld_SaysWhichIsExpected()
    {
        Assert.Contains("PostgreSQL 13.4; expected 14 or later", Assert.Throws<IndexUnavailableException>(() => new ServerAbilities(new Version(13, 4), null).Check("db")).Message, StringComparison.Ordinal);
        Assert.Contains("pgvector 0.5; expected 0.8 or later", Assert.Throws<IndexUnavailableException>(() => new ServerAbilities(new Version(15, 0), new Version(0, 5)).Check("db")).Message, StringComparison.Ordinal);
        new ServerAbilities(new Version(14, 0), null).Check("db");
        Assert.Contains("without pgvector: codes are compared as fast as with it, vectors a hundred times slower or more", new ServerAbilities(new Version(14, 0), null).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_OfANewerOrOlderVersion_AreRefusedOrMigrated()
    {
        var address = shared.Require().NewDatabase();
        using var ours = new PostgresIndexes(address);
        Make(ours, "shop", 3);
        using var later = new PostgresIndexes(address, new Migrations([new Migration(1, "", []), new Migration(2, "remarks", ["ALTER TABLE {schema}.state ADD COLUMN remark text"])]));
        var old = Assert.Throws<IndexUnavailableException>(() => later.Open("shop"));
        Assert.Contains("has tables of version 1; expected 2", old.Message, StringComparison.Ordinal);
        Assert.Contains("--migrate", old.Hint, StringComparison.Ordinal);
        Assert.Equal(["shop: version 2, remarks"], later.Migrate());
        Assert.Empty(later.Migrate());
        using (var snapshot = later.Open("shop"))
            Assert.Equal(3, snapshot.Count);
        Assert.Contains("has tables of version 2; this program knows those up to 1", Assert.Throws<IndexUnavailableException>(() => ours.Open("shop")).Message, StringComparison.Ordinal);
        Assert.Contains("has tables of version 2", Assert.Throws<IndexUnavailableException>(() => ours.Change("shop")).Message, StringComparison.Ordinal);
        Assert.Contains("has tables of version 2", Assert.Throws<IndexUnavailableException>(() => ours.Create("shop", Schema)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Index_MadeWithPgvector_SaysThatItIsMissing()
    {
        var server = shared.Require();
        var address = server.NewDatabase();
        using var indexes = new PostgresIndexes(address);
        Make(indexes, "shop", 3);
        server.Execute($"UPDATE {new SchemaName("vitrine", "shop").Text}.state SET vectors = 'HalfVector'", address.Database);
        Assert.Contains("was made with pgvector, which is not in the database", Assert.Throws<IndexUnavailableException>(() => indexes.Open("shop")).Message, StringComparison.Ordinal);
        Assert.Contains("was made with pgvector", Assert.Throws<IndexUnavailableException>(() => indexes.Change("shop")).Message, StringComparison.Ordinal);
        Assert.Equal(0, indexes.MakeGraphs("shop"));
    }

    [Fact]
    public void Roles_OfLeastRights_MayDoTheirsAndNoMore()
    {
        var server = shared.Require();
        var address = server.NewDatabase();
        using (var first = new PostgresIndexes(address))
        {
            foreach (var statement in first.RoleStatements().Split('\n', StringSplitOptions.RemoveEmptyEntries))
                server.Execute(statement, address.Database);
        }

        foreach (var role in new[] { "reader", "writer", "migrator" })
            server.Execute($"CREATE ROLE shop_{role} LOGIN PASSWORD '{RealServer.Password}' IN ROLE vitrine_{role}");
        using var migrator = new PostgresIndexes(server.Address(address.Database, user: "shop_migrator"));
        Make(migrator, "shop", 2);
        foreach (var statement in migrator.RoleStatements().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(statement => statement.StartsWith("GRANT USAGE", StringComparison.Ordinal) || statement.Contains("ALL TABLES", StringComparison.Ordinal)))
            server.Execute(statement, address.Database);
        using var writer = new PostgresIndexes(server.Address(address.Database, user: "shop_writer"));
        using (var change = writer.Change("shop"))
        {
            change.Put(ItemOf(7));
            change.Delete("item-0");
            change.Commit();
        }

        Assert.Contains("shop_writer lacks a right", Assert.Throws<IndexUnavailableException>(() => writer.Create("other", Schema)).Message, StringComparison.Ordinal);
        using var reader = new PostgresIndexes(server.Address(address.Database, user: "shop_reader"));
        using (var snapshot = reader.Open("shop"))
            Assert.Equal(["item-1", "item-7"], snapshot.Items().Select(item => item.Id));
        using var attempt = reader.Change("shop");
        attempt.Put(ItemOf(8));
        var refused = Assert.Throws<IndexUnavailableException>(() => attempt.Commit());
        Assert.Contains("shop_reader lacks a right", refused.Message, StringComparison.Ordinal);
        Assert.Contains("docs/postgres.md", refused.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_LostConnection_GoesOnUnlessTheIndexWasWritten()
    {
        var server = shared.Require();
        using var indexes = new PostgresIndexes(server.NewDatabase());
        Make(indexes, "shop", 20);
        using var snapshot = indexes.Open("shop");
        for (var loss = 0; loss < 3; loss++)
        {
            // Several connections, which are all lost.
            Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => Assert.Equal(20, snapshot.Search(new IndexQuery { Filter = Filter.Exists("number") }).Total));
            Lose(server, indexes);
            var start = Stopwatch.GetTimestamp();
            Assert.Equal(3, snapshot.SearchCodes([1], 3).Length);
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(3), $"{Stopwatch.GetElapsedTime(start)}");
        }

        Make(indexes, "shop", 21);
        Lose(server, indexes);
        var moved = Assert.Throws<IndexUnavailableException>(() => snapshot.SearchCodes([1], 3));
        Assert.Contains("since then it was written: commit 2 instead of 1", moved.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_ServerTooSlow_StopsAtItsLimit()
    {
        var server = shared.Require();
        var address = server.NewDatabase("timeout=1");
        using var indexes = new PostgresIndexes(address);
        Make(indexes, "shop", 5);
        using var blocking = new Npgsql.NpgsqlConnection(address.ConnectionString("blocking"));
        blocking.Open();
        using var transaction = blocking.BeginTransaction();
        using var block = new Npgsql.NpgsqlCommand($"LOCK TABLE {new SchemaName("vitrine", "shop").Text}.state IN ACCESS EXCLUSIVE MODE", blocking, transaction);
        block.ExecuteNonQuery();
        Assert.Contains("took longer than 1 s", Assert.Throws<IndexUnavailableException>(() => indexes.Open("shop")).Message, StringComparison.Ordinal);
        transaction.Rollback();
        using var snapshot = indexes.Open("shop");
        Assert.Equal(5, snapshot.SearchCodes([1], 9).Length);
    }

    [Fact]
    public void Writer_LostConnection_SaysThatNothingRemains()
    {
        var server = shared.Require();
        using var indexes = new PostgresIndexes(server.NewDatabase());
        Make(indexes, "shop", 4);
        using (var writer = indexes.Change("shop"))
        {
            writer.Put(ItemOf(9));
            Assert.True(writer.Delete("item-1"));
            Lose(server, indexes);
            var lost = Assert.Throws<IndexUnavailableException>(() => writer.Commit());
            Assert.DoesNotContain(RealServer.Password, lost.ToString(), StringComparison.Ordinal);
            Assert.Contains("has failed before", Assert.Throws<IndexUnavailableException>(() => writer.Commit()).Message, StringComparison.Ordinal);
        }

        using var snapshot = indexes.Open("shop");
        Assert.Equal(["item-0", "item-1", "item-2", "item-3"], snapshot.Items().Select(item => item.Id));
    }

    [Fact]
    public void Put_WhatPostgreSqlCannotHold_SaysSo()
    {
        using var indexes = new PostgresIndexes(shared.Require().NewDatabase());
        using var writer = indexes.Create("long", new IndexSchema([]) { Fields = [new("path", FieldKind.Path), new("list", FieldKind.Keywords), new("word", FieldKind.Keyword)] });
        Assert.Contains("An id of 3000 bytes; an index of PostgreSQL holds at most 2600", Refused(new IndexItem(new string('字', 1000))), StringComparison.Ordinal);
        Assert.Contains("has 4001 bytes in the field 'path'", Refused(new IndexItem("a") { Fields = { ["path"] = new[] { new string('x', 1000), new string('字', 1000) } } }), StringComparison.Ordinal);
        Assert.Contains("has 3000 bytes in the field 'list'", Refused(new IndexItem("a") { Fields = { ["list"] = new[] { new string('字', 1000) } } }), StringComparison.Ordinal);
        writer.Put(new IndexItem("a") { Fields = { ["word"] = new string('字', 1000) } });
        writer.Commit();
        using var snapshot = indexes.Open("long");
        Assert.Equal(1, snapshot.Search(new IndexQuery { Filter = Filter.Equal("word", new string('字', 1000)) }, TestContext.Current.CancellationToken).Total);

        string Refused(IndexItem item) => Assert.Throws<ArgumentException>(() => writer.Put(item)).Message;
    }

    private static string Refused(PostgresAddress address)
    {
        using var indexes = new PostgresIndexes(address);
        var problem = Assert.Throws<IndexUnavailableException>(() => indexes.Open("shop"));
        Assert.DoesNotContain(RealServer.Password, problem.ToString(), StringComparison.Ordinal);
        return problem.Message;
    }

    private static void Lose(RealServer server, PostgresIndexes indexes) =>
        server.Execute($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{indexes.Address.Database}' AND application_name = 'vitrine'");

    private static void Make(PostgresIndexes indexes, string name, int items)
    {
        using var writer = indexes.Create(name, Schema);
        for (var number = 0; number < items; number++)
            writer.Put(ItemOf(number));
        writer.Commit();
    }

    private static IndexItem ItemOf(int number) => new($"item-{number}") { Row = number, Code = new[] { (ulong)number }, Vector = new float[] { number, 1, 0 }, Fields = { ["number"] = number } };
}
