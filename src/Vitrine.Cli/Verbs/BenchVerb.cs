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

    private static readonly (string[] Names, Func<CancellationToken, IEnumerable<BenchmarkRow>> Run)[] IndexSuites =
    [
        (["hamming-", "weighted-", "vectors-", "parts-"], stop => IndexBenchmark.Run(cancellation: stop)),
        (["index-"], stop => StorageBenchmark.Run(cancellation: stop)),
        (["filtered-"], stop => FilterBenchmark.Run(cancellation: stop)),
        (["partition-", "rescoring-"], stop => PartitionBenchmark.Run(cancellation: stop)),
    ];

    private readonly Argument<string> part = new("PART") { Description = $"{Tensors}: kernels and training steps. {IndexPart}: searches of codes and vectors, on one thread.", HelpName = $"{Tensors}|{IndexPart}" };
    private readonly Option<string> only = new("--only") { Description = "Only works whose name contains this.", HelpName = "NAME", DefaultValueFactory = _ => "" };

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
        // Works whose name cannot begin so need not be measured.
        var named = IndexSuites.Where(suite => suite.Names.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal))).ToList();
        foreach (var row in (named.Count > 0 ? named : [.. IndexSuites]).SelectMany(suite => suite.Run(session.Stop)))
        {
            if (!row.Work.Contains(name, StringComparison.Ordinal))
                continue;
            var note = row.PeerMs is { } peer ? $"{row.MedianMs / peer:F2} of {row.Peer}; {row.BestMs / row.PeerBestMs:F2} of the shortest times" : $"{row.ItemsPerSecond / 1e6:N0} M a second";
            yield return new Row(row.Work, 1, row.MedianMs, $"{note}, {row.Level}", row.PeerMs, row.Peer);
        }
    }

    private sealed record Row(string Work, int Threads, double OursMs, string Note, double? PeerMs = null, string? Peer = null)
    {
        public JsonObject Json()
        {
            var json = new JsonObject { ["work"] = Work, ["threads"] = Threads, ["oursMs"] = OursMs };
            if (PeerMs is { } peer)
                (json["peerMs"], json["ratio"], json["peer"]) = (peer, OursMs / peer, Peer);
            json["note"] = Note;
            return json;
        }
    }
}
