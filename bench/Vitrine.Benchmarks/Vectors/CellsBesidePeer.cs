using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Vitrine.Benchmarks.Vectors;

/// <summary>
/// Our cells beside another library, in one process and in turn: the same vectors, queries, k and threads. Each side takes its fastest setting whose
/// recall on these queries is what was asked for. Building is told in milliseconds of the processor.
/// </summary>
/// <param name="work">What is measured.</param>
/// <param name="peer">The other library, empty.</param>
/// <param name="note">Is told figures as they come.</param>
public sealed class CellsBesidePeer(VectorWork work, IVectorPeer peer, Action<string> note)
{
    private const int Queries = 200;
    private const int Rounds = 11;

    private static readonly int[] Ks = [10, 100];

    private readonly JsonArray rows = [];

    /// <summary>Measures; takes as long as the peer takes to build, and some seconds.</summary>
    /// <returns>A row for building and for each k and number of threads.</returns>
    public JsonArray Run()
    {
        using var ours = new OurCells(work.Dimensions);
        var (queries, peerItems) = Build(ours);
        // What did not reach the peer in time is not held against its recall.
        var truth = Ks.ToDictionary(k => k, k => queries.Select(query => ours.Exact(query, k).ToHashSet()).ToArray());
        var peerTruth = peerItems == work.Items ? truth : Ks.ToDictionary(k => k, k => queries.Select(query => ours.Exact(query, k, peerItems).ToHashSet()).ToArray());
        rows[0]!["openingMs"] = ours.Reopen();
        foreach (var k in Ks)
        {
            var (mine, theirs) = (Choose(ours, queries, truth[k], k), Choose(peer, queries, peerTruth[k], k));
            foreach (var count in work.Threads)
                Compare(ours, queries, k, count, mine, theirs);
        }

        rows[0]!["oursMb"] = ours.ResidentBytes() / 1e6;
        rows[0]!["peerMb"] = peer.ResidentBytes() / 1e6;
        rows[0]!["oursTouchedMb"] = ours.TouchedBytes() / 1e6;
        note($"memory: {rows[0]!["oursMb"]:F0} / {rows[0]!["peerMb"]:F0} MB, and {rows[0]!["oursTouchedMb"]:F0} MB of pages touched");
        return rows;
    }

    private (float[][] Queries, int PeerItems) Build(OurCells ours)
    {
        var (source, vector) = (new ClusteredVectors(work.Items, work.Dimensions), new float[work.Dimensions]);
        var (mine, theirs, peerItems) = (TimeSpan.Zero, TimeSpan.Zero, 0);
        for (var number = 0; number < work.Items; number++)
        {
            source.Next(vector);
            mine += Busy(() => ours.Add(number, vector));
            if (theirs > work.PeerLimit)
                continue;
            theirs += Busy(() => peer.Add(number, vector));
            peerItems++;
        }

        mine += Busy(() => ours.Finish(threads: 1));
        theirs += Busy(peer.Finish);
        var row = Add("build", 1, mine.TotalMilliseconds, theirs.TotalMilliseconds, mine / theirs);
        if (peerItems < work.Items)
        {
            row["peerItems"] = peerItems;
            note($"  {peer.Version} had {peerItems:N0} of {work.Items:N0} vectors after {theirs.TotalSeconds:N0} s, its limit; what follows is of these");
        }

        return ([.. Enumerable.Range(0, Queries).Select(_ =>
        {
            var query = new float[work.Dimensions];
            source.Next(query);
            return query;
        })], peerItems);
    }

    /// <summary>The first setting of enough recall, and the recall it has; the last where none has.</summary>
    private (double Setting, double Recall) Choose(IVectorSide side, float[][] queries, HashSet<int>[] truth, int k)
    {
        var found = (Setting: 0.0, Recall: 0.0);
        foreach (var setting in side.Settings(k))
        {
            found = (setting, queries.Select((query, q) => side.Search(query, k, setting).Count(truth[q].Contains) / (double)truth[q].Count).Average());
            if (found.Recall >= work.Recall)
                break;
        }

        return found;
    }

    private void Compare(OurCells ours, float[][] queries, int k, int count, (double Setting, double Recall) mine, (double Setting, double Recall) theirs)
    {
        var times = new (double Ours, double Peer)[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            // Each goes first as often, for a clock that rises or falls in between.
            if (round % 2 == 0)
                times[round].Ours = Search(ours, mine.Setting);
            times[round].Peer = Search(peer, theirs.Setting);
            if (round % 2 == 1)
                times[round].Ours = Search(ours, mine.Setting);
        }

        var row = Add($"k{k}", count, Median(times.Select(time => time.Ours)), Median(times.Select(time => time.Peer)), Median(times.Select(time => time.Ours / time.Peer)));
        (row["oursRecall"], row["peerRecall"]) = (mine.Recall, theirs.Recall);
        // Of single searches, one after another.
        double[] single = [.. queries.Select(query => Milliseconds(Timed(() => ours.Search(query, k, mine.Setting)))).Order()];
        row["oursP99Ms"] = single[(int)(0.99 * single.Length)];
        note($"  99th percentile of ours {row["oursP99Ms"]:F3} ms");
        note($"  recall {mine.Recall:F4} / {theirs.Recall:F4}");

        double Search(IVectorSide side, double setting)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = count };
            return Milliseconds(Timed(() => Parallel.ForEach(queries, options, query => side.Search(query, k, setting)))) / queries.Length;
        }
    }

    private JsonObject Add(string what, int count, double mine, double theirs, double ratio)
    {
        var row = new JsonObject { ["work"] = $"partition-{work.Dimensions}x{work.Items}-{what}", ["threads"] = count, ["oursMs"] = mine, ["peerMs"] = theirs, ["ratio"] = ratio, ["peer"] = peer.Version };
        rows.Add((JsonNode)row);
        note($"{row["work"]} x{count}: {mine:F3} / {theirs:F3} ms = {ratio:F3}");
        return row;
    }

    /// <summary>Time of the processor: the cells are made after all vectors, and whatever else a machine does by then must not count.</summary>
    private static TimeSpan Busy(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return Environment.CpuUsage.TotalTime - before;
    }

    private static long Timed(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetTimestamp() - start;
    }

    private static double Milliseconds(long ticks) => 1000.0 * ticks / Stopwatch.Frequency;

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
