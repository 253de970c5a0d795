using System.Diagnostics;

namespace Vitrine.Index;

/// <summary>Readers that search at a steady rate, whatever a writer does. The newest snapshot is opened beside them, as a server does.</summary>
internal sealed class UpdateReaders(string folder, int readers, int searchesPerSecond) : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly List<(IndexSnapshot Snapshot, long Since)> old = [];
    private IndexSnapshot current = IndexSnapshot.Open(folder);

    /// <summary>Searches for a while, and does something else meanwhile, again and again; milliseconds of all searches, ascending.</summary>
    public double[] Run(TimeSpan duration, Action meanwhile)
    {
        var start = Stopwatch.GetTimestamp();
        var times = new List<double>[readers];
        Thread[] threads = [.. Enumerable.Range(0, readers).Select(reader => new Thread(() => times[reader] = Search(reader, start, duration))), new Thread(() => Renew(start, duration))];
        foreach (var thread in threads)
            thread.Start();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            meanwhile();
            Thread.Sleep(1);
        }

        foreach (var thread in threads)
            thread.Join();
        return [.. times.SelectMany(one => one).Order()];
    }

    public void Dispose()
    {
        current.Dispose();
        foreach (var (snapshot, _) in old)
            snapshot.Dispose();
    }

    private List<double> Search(int reader, long start, TimeSpan duration)
    {
        var (random, times) = (new Random(reader), new List<double>());
        // Searches are due at fixed times: one that begins late, for the processor or another search, counts from when it was due.
        for (var due = TimeSpan.FromSeconds(random.NextDouble() / searchesPerSecond); due < duration; due += TimeSpan.FromSeconds(1.0 / searchesPerSecond))
        {
            if (due - Stopwatch.GetElapsedTime(start) is var early && early > TimeSpan.Zero)
                Thread.Sleep(early);
            Volatile.Read(ref current).Search(Next(random));
            times.Add((Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds);
        }

        return times;
    }

    private static IndexQuery Next(Random random)
    {
        var from = random.Next(900);
        return new IndexQuery { Code = new[] { (ulong)random.NextInt64(), (ulong)random.NextInt64() }, Filter = Filter.Range("price", from, from + 100) };
    }

    private void Renew(long start, TimeSpan duration)
    {
        var random = new Random(readers);
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            Thread.Sleep(LookEvery);
            if (IndexSnapshot.LastGeneration(folder) == current.Generation)
                continue;
            var newer = current.Newer();
            newer.Search(Next(random)); // what is new is read and verified here, and no reader waits for it
            old.Add((Interlocked.Exchange(ref current, newer), Stopwatch.GetTimestamp()));
            // No search takes a second.
            foreach (var (snapshot, _) in old.Where(one => Stopwatch.GetElapsedTime(one.Since) > TimeSpan.FromSeconds(2)))
                snapshot.Dispose();
            old.RemoveAll(one => Stopwatch.GetElapsedTime(one.Since) > TimeSpan.FromSeconds(2));
        }
    }
}
