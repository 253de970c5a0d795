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

    private readonly Argument<string> part = new("PART") { Description = $"{Tensors}: kernels and training steps. {IndexPart}: searches of codes and vectors, on one thread.", HelpName = $"{Tensors}|{IndexPart}" };
    private readonly Option<string> only = new("--only") { Description = "Only works whose name contains this.", HelpName = "NAME", DefaultValueFactory = _ => "" };

    public BenchVerb()
        : base("bench", "Measure the speed of the tensor core or of the index on this machine.",
            "vitrine bench tensors --only gemm- --threads 1",
            "vitrine bench index --json")
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
        foreach (var row in IndexBenchmark.Run(cancellation: session.Stop).Concat(StorageBenchmark.Run(cancellation: session.Stop)).Concat(PartitionBenchmark.Run(cancellation: session.Stop)))
        {
            if (row.Work.Contains(name, StringComparison.Ordinal))
                yield return new Row(row.Work, 1, row.MedianMs, $"{row.ItemsPerSecond / 1e6:N0} M a second, {row.Level}");
        }
    }

    private sealed record Row(string Work, int Threads, double OursMs, string Note)
    {
        public JsonObject Json() => new() { ["work"] = Work, ["threads"] = Threads, ["oursMs"] = OursMs, ["note"] = Note };
    }
}
