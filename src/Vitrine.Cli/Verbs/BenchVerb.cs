using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Cli.Terminal;
using Vitrine.Index;
using Vitrine.Workbench.Benchmarks;
using Vitrine.Workbench.Experiments;

namespace Vitrine.Cli.Verbs;

/// <summary>Measures our own speed; bench/peers measures it beside others.</summary>
internal sealed class BenchVerb : Verb
{
    private const string Tensors = "tensors";
    private const string IndexPart = "index";

    private static readonly Suite[] IndexSuites =
    [
        new(["hamming-", "weighted-", "vectors-", "parts-"], stop => IndexBenchmark.Run(cancellation: stop)),
        new(["index-"], stop => StorageBenchmark.Run(cancellation: stop)),
        new(["filtered-"], stop => FilterBenchmark.Run(cancellation: stop)),
        new(["partition-", "rescoring-"], stop => PartitionBenchmark.Run(cancellation: stop)),
        new(["multi-index-", "branch-"], stop => CodeTableBenchmark.Run(cancellation: stop)) { IsLong = true },
        new(["bandwidth-"], stop => BandwidthBenchmark.Run(cancellation: stop)) { IsLong = true },
        new(["updates-"], stop => UpdateBenchmark.Run(cancellation: stop)) { IsLong = true },
    ];

    private readonly Argument<string> part = new("PART") { Description = $"{Tensors}: kernels and training steps. {IndexPart}: searches of codes and vectors; multi-index-, branch-, bandwidth- and updates- take minutes or gigabytes and are measured only if named.", HelpName = $"{Tensors}|{IndexPart}" };
    private readonly Option<string> only = new("--only") { Description = "Only works whose name contains this; of the index, begins with it.", HelpName = "NAME", DefaultValueFactory = _ => "" };

    public BenchVerb()
        : base("bench", "Measure the speed of the tensor core or of the index on this machine.",
            "vitrine bench tensors --only gemm- --threads 1",
            "vitrine bench index --only filtered- --json")
    {
        part.AcceptOnlyFromAmong(Tensors, IndexPart);
        Arguments.Add(part);
        Options.Add(only);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var name = arguments.GetRequiredValue(only);
        Row[] rows = [.. arguments.GetRequiredValue(part) == Tensors ? TensorRows(name, session) : IndexRows(name, session)];
        session.Answer(
            () => new JsonObject
            {
                ["machine"] = Machine.Describe(),
                ["rows"] = new JsonArray([.. rows.Select(row => row.Json())]),
            },
            text =>
            {
                var table = new Table().Border(TableBorder.Simple).AddColumns("work", "threads", "ms (median)", "note");
                foreach (var row in rows)
                    table.AddRow(row.Work, $"{row.Threads}", $"{row.OursMs:G4}", row.Note);
                text.Draw(table);
            });
        return ExitCode.Ok;
    }

    private static IEnumerable<Row> TensorRows(string name, Session session)
    {
        string[] works = [.. WorkCatalogue.Names.Where(work => work.Contains(name, StringComparison.Ordinal))];
        if (works.Length == 0)
            throw VerbException.Usage($"no work's name contains '{name}'.", $"the works are {string.Join(", ", WorkCatalogue.Names)}.");
        foreach (var work in works)
        {
            session.Note($"{work} …");
            foreach (var timing in WorkTimer.Time([work], [session.Threads], cancellation: session.Stop))
                yield return new Row(timing.Work, timing.Threads, timing.OursMs, $"{timing.BytesPerRun:N0} bytes of managed memory a run");
        }
    }

    private static IEnumerable<Row> IndexRows(string name, Session session)
    {
        // Works whose name cannot begin so need not be measured; with no name all are that do not take long.
        var named = IndexSuites.Where(suite => suite.Names.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal) || (!suite.IsLong && beginning.StartsWith(name, StringComparison.Ordinal)))).ToList();
        if (named.Count == 0)
            throw VerbException.Usage($"no work of the index begins with '{name}'.", $"they begin with {string.Join(", ", IndexSuites.SelectMany(suite => suite.Names))}.");
        foreach (var row in named.SelectMany(suite => suite.Run(session.Stop)))
        {
            if (!row.Work.StartsWith(name, StringComparison.Ordinal))
                continue;
            var note = row.Mb is { } mb ? $"{mb:N1} MB, {mb / row.PeerMb:F2} of {row.Peer}"
                : row.PeerMs is { } peer ? $"{row.MedianMs / peer:F2} of {row.Peer}; {row.BestMs / row.PeerBestMs:F2} of the shortest times" : row.ItemsPerSecond < 1e6 ? $"{row.ItemsPerSecond:N0} a second" : $"{row.ItemsPerSecond / 1e6:N0} M a second";
            yield return new Row(row.Work, row.Threads, row.MedianMs, $"{note}, {row.Level}", row.PeerMs, row.Peer) { OursMb = row.Mb, PeerMb = row.PeerMb };
        }
    }

    /// <summary>Works of the index that are measured together.</summary>
    /// <param name="Names">How their names begin.</param>
    /// <param name="Run">Measures them.</param>
    private sealed record Suite(string[] Names, Func<CancellationToken, IEnumerable<BenchmarkRow>> Run)
    {
        /// <summary>Takes minutes or gigabytes, and is run only if asked for by name.</summary>
        public bool IsLong { get; init; }
    }

    private sealed record Row(string Work, int Threads, double OursMs, string Note, double? PeerMs = null, string? Peer = null)
    {
        public double? OursMb { get; init; }

        public double? PeerMb { get; init; }

        public JsonObject Json()
        {
            var json = new JsonObject { ["work"] = Work, ["threads"] = Threads, ["oursMs"] = OursMs };
            if (PeerMs is { } peer)
                (json["peerMs"], json["ratio"], json["peer"]) = (peer, OursMs / peer, Peer);
            if (OursMb is { } mb && PeerMb is { } peerMb)
                (json["oursMb"], json["peerMb"], json["ratio"], json["peer"]) = (mb, peerMb, mb / peerMb, Peer);
            json["note"] = Note;
            return json;
        }
    }
}
