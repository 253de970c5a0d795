using System.Diagnostics;
using Vitrine.Index;
using Vitrine.Postgres.Tests.Servers;

namespace Vitrine.Postgres.Tests.Faults;

/// <summary>A primary that dies, and a standby that takes over, with real streaming replication.</summary>
public sealed class FailoverTests
{
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(2);

    [Fact]
    public void Primary_KilledAndStandbyPromoted_SearchesGoOnAndNothingAcknowledgedIsLost()
    {
        PlainServer.SkipWhereMissing();
        using var primary = RealServer.Start("wal_level = replica\nmax_wal_senders = 4\nsynchronous_commit = remote_apply");
        using var standby = primary.StartStandby();
        primary.Execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
        primary.Execute("SELECT pg_reload_conf()");
        while (primary.Execute("SELECT sync_state FROM pg_stat_replication") is not "sync")
            Thread.Sleep(10);
        using var indexes = new PostgresIndexes(primary.NewDatabase("connect_timeout=2", others: standby));
        Put(indexes.Create("shop", new IndexSchema([64])), 0, 50);
        Put(indexes.Change("shop"), 50, 60);

        using var snapshot = indexes.Open("shop");
        Assert.Equal(60, Found(snapshot));
        primary.Kill();
        var (lost, longest) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        for (var search = 0; search < 20; search++)
        {
            var asked = Stopwatch.GetTimestamp();
            Assert.Equal(60, Found(snapshot)); // by the standby
            longest = Max(longest, Stopwatch.GetElapsedTime(asked));
        }

        var refused = Assert.Throws<IndexUnavailableException>(() => indexes.Change("shop"));
        Assert.Contains("only a standby is left, which refuses to be written to", refused.Message, StringComparison.Ordinal);
        standby.Promote();
        for (var search = 0; search < 20; search++)
        {
            var asked = Stopwatch.GetTimestamp();
            Assert.Equal(60, Found(snapshot));
            longest = Max(longest, Stopwatch.GetElapsedTime(asked));
        }

        TestContext.Current.SendDiagnosticMessage($"Longest search {longest.TotalSeconds:F2} s, {Stopwatch.GetElapsedTime(lost).TotalSeconds:F2} s from the kill to the end.");
        Assert.True(longest < LongestGap, $"A search took {longest.TotalSeconds:F1} s.");
        Put(indexes.Change("shop"), 60, 70);
        using var after = indexes.Open("shop");
        Assert.Equal(Enumerable.Range(0, 70).Select(number => $"item-{number}").Order(StringComparer.Ordinal), after.Items().Select(item => item.Id));
    }

    private static int Found(PostgresSnapshot snapshot) => snapshot.Search(new IndexQuery { Code = new ulong[] { 7 }, K = 100 }).Hits.Count;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static void Put(IIndexWriter writer, int from, int to)
    {
        using (writer)
        {
            for (var number = from; number < to; number++)
                writer.Put(new IndexItem($"item-{number}") { Row = number, Code = new[] { (ulong)number } });
            writer.Commit();
        }
    }
}
