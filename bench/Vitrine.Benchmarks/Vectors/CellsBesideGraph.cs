using System.Diagnostics;
using System.Text.Json.Nodes;
using Vitrine.Workbench.Experiments;

namespace Vitrine.Benchmarks.Vectors;

/// <summary>
/// Our cells beside USearch's graph, in one process and in turn: the same vectors, queries, k and threads. Each side takes its fastest setting whose
/// recall on these queries is what was asked for. Building is told in milliseconds of the processor.
/// </summary>
public sealed class CellsBesideGraph(int items, int dimensions, double recall, int[] threads, Action<string> note)
{
    private const int Queries = 200;
    private const int Rounds = 11;

    private static readonly int[] Ks = [10, 100];

    private readonly JsonArray rows = [];

    /// <summary>Measures; takes as long as USearch takes to build its graph, and some seconds.</summary>
    /// <returns>The machine and a row for building and for each k and number of threads.</returns>
    public JsonObject Run()
    {
        using var ours = new OurCells(dimensions);
        using var graph = new USearchGraph(items, dimensions);
        var queries = Build(ours, graph);
        var truth = Ks.ToDictionary(k => k, k => queries.Select(query => ours.Exact(query, k).ToHashSet()).ToArray());
        ours.Reopen();
        foreach (var k in Ks)
        {
            var (mine, theirs) = (Choose(ours, queries, truth[k], k), Choose(graph, queries, truth[k], k));
            foreach (var count in threads)
                Compare(ours, graph, queries, k, count, mine, theirs);
        }

        rows[0]!["oursMb"] = ours.ResidentBytes() / 1e6;
        rows[0]!["peerMb"] = graph.ResidentBytes() / 1e6;
        rows[0]!["oursTouchedMb"] = ours.TouchedBytes() / 1e6;
        note($"memory: {rows[0]!["oursMb"]:F0} / {rows[0]!["peerMb"]:F0} MB, and {rows[0]!["oursTouchedMb"]:F0} MB of pages touched");
        var machine = Machine.Describe();
        machine["peer"] = USearchGraph.Version;
        return new JsonObject { ["machine"] = machine, ["rows"] = rows };
    }

    private float[][] Build(OurCells ours, USearchGraph graph)
    {
        var (source, vector) = (new ClusteredVectors(items, dimensions), new float[dimensions]);
        var (mine, theirs) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var number = 0; number < items; number++)
        {
            source.Next(vector);
            mine += Busy(() => ours.Add(number, vector));
            theirs += Busy(() => graph.Add(number, vector));
        }

        mine += Busy(() => ours.Finish(threads: 1));
        Add("build", 1, mine.TotalMilliseconds, theirs.TotalMilliseconds, mine / theirs);
        return [.. Enumerable.Range(0, Queries).Select(_ =>
        {
            var query = new float[dimensions];
            source.Next(query);
            return query;
        })];
    }

    /// <summary>The first setting of enough recall, and the recall it has; the last where none has.</summary>
    private (double Setting, double Recall) Choose(IVectorSide side, float[][] queries, HashSet<int>[] truth, int k)
    {
        var found = (Setting: 0.0, Recall: 0.0);
        foreach (var setting in side.Settings(k))
        {
            found = (setting, queries.Select((query, q) => side.Search(query, k, setting).Count(truth[q].Contains) / (double)truth[q].Count).Average());
            if (found.Recall >= recall)
                break;
        }

        return found;
    }

    private void Compare(IVectorSide ours, IVectorSide graph, float[][] queries, int k, int count, (double Setting, double Recall) mine, (double Setting, double Recall) theirs)
    {
        var times = new (double Ours, double Peer)[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            // Each goes first as often, for a clock that rises or falls in between.
            if (round % 2 == 0)
                times[round].Ours = Search(ours, mine.Setting);
            times[round].Peer = Search(graph, theirs.Setting);
            if (round % 2 == 1)
                times[round].Ours = Search(ours, mine.Setting);
        }

        var row = Add($"k{k}", count, Median(times.Select(time => time.Ours)), Median(times.Select(time => time.Peer)), Median(times.Select(time => time.Ours / time.Peer)));
        (row["oursRecall"], row["peerRecall"]) = (mine.Recall, theirs.Recall);
        note($"  recall {mine.Recall:F4} / {theirs.Recall:F4}");

        double Search(IVectorSide side, double setting)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = count };
            return Milliseconds(Timed(() => Parallel.ForEach(queries, options, query => side.Search(query, k, setting)))) / queries.Length;
        }
    }

    private JsonObject Add(string what, int count, double mine, double theirs, double ratio)
    {
        var row = new JsonObject { ["work"] = $"partition-{dimensions}x{items}-{what}", ["threads"] = count, ["oursMs"] = mine, ["peerMs"] = theirs, ["ratio"] = ratio, ["peer"] = USearchGraph.Version };
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
