using Vitrine.Index;
using Vitrine.Postgres.Tests.Servers;

namespace Vitrine.Postgres.Tests.Faults;

/// <summary>Writes to a server that is killed again and again, and looks each time whether every commit that was acknowledged is there, and nothing else.</summary>
internal sealed class KillTrial(RealServer server, int seed)
{
    private const int PerCommit = 5;

    private readonly Random random = new(seed);
    private readonly SortedSet<string> acknowledged = new(StringComparer.Ordinal);
    private int next;

    /// <summary>Commits that were acknowledged.</summary>
    public int Commits { get; private set; }

    /// <summary>Commits whose connection was lost, and that were found to be done.</summary>
    public int FoundDone { get; private set; }

    /// <summary>Kills the server some times.</summary>
    /// <returns>What was wrong; empty where nothing was.</returns>
    public IReadOnlyList<string> Run(int kills, Action<string> progress)
    {
        var faults = new List<string>();
        using var indexes = new PostgresIndexes(server.NewDatabase());
        using (var writer = indexes.Create("kept", new IndexSchema([64]) { Fields = [new("number", FieldKind.Number)] }))
            writer.Commit();
        for (var kill = 1; kill <= kills; kill++)
        {
            WriteUntilKilled(indexes, random.Next(20, 300));
            using var snapshot = indexes.Open("kept");
            var there = snapshot.Items().Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
            if (snapshot.Count != there.Count)
                faults.Add($"kill {kill}: {snapshot.Count} items are said to be there, {there.Count} are");
            faults.AddRange(acknowledged.Except(there).Select(id => $"kill {kill}: {id} was acknowledged and is lost"));
            faults.AddRange(there.Except(acknowledged).Select(id => $"kill {kill}: {id} was not acknowledged and is there"));
            progress($"kill {kill}: {there.Count} items, {Commits} commits, {faults.Count} faults");
        }

        return faults;
    }

    private void WriteUntilKilled(PostgresIndexes indexes, int milliseconds)
    {
        var killed = false;
        var killer = new Thread(() =>
        {
            Thread.Sleep(milliseconds);
            server.Kill();
            Volatile.Write(ref killed, true);
            server.Launch();
        });
        using var writer = indexes.Change("kept");
        killer.Start();
        try
        {
            while (true)
            {
                string[] ids = [.. Enumerable.Range(next, PerCommit).Select(number => $"item-{number}")];
                next += PerCommit;
                foreach (var id in ids)
                    writer.Put(new IndexItem(id) { Code = new[] { (ulong)next }, Fields = { ["number"] = next } });
                writer.Commit();
                Commits++;
                FoundDone += Volatile.Read(ref killed) ? 1 : 0;
                acknowledged.UnionWith(ids);
                if (Volatile.Read(ref killed) && !killer.IsAlive)
                    break;
            }
        }
        catch (IndexUnavailableException)
        {
            // What was not acknowledged must not be there.
        }

        killer.Join();
    }
}
