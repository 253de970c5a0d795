using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Workbench.Experiments;

namespace Vitrine.Benchmarks.Vectors;

/// <summary>
/// The command lines of <c>bench/peers/usearch/run</c> and <c>bench/peers/faiss/run</c>: <c>[ITEMS] [DIMENSIONS] [--recall SHARE] [--threads 1 2] [--peer-seconds LIMIT] [--json]</c>,
/// and of the latter <c>[--only flat|ivf|hnsw]</c>.
/// </summary>
public static class VectorsCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Measures beside USearch; figures on standard error as they come, with <c>--json</c> the rows on standard output at the end.</summary>
    public static void RunUSearch(string[] arguments)
    {
        var work = Work(arguments);
        using var peer = new USearchGraph(work.Items, work.Dimensions);
        Tell(arguments, peer.Version, new CellsBesidePeer(work, peer, Console.Error.WriteLine).Run());
    }

    /// <summary>Measures beside FAISS: the exact index, then cells and graph.</summary>
    public static void RunFaiss(string[] arguments)
    {
        var work = Work(arguments);
        string[] only = [.. After(arguments, "--only")];
        var rows = new JsonArray();
        if (Wanted("flat"))
            rows = new ExactBesideFaiss(work, Console.Error.WriteLine).Run();
        foreach (var kind in new[] { FaissKind.Ivf, FaissKind.Hnsw })
        {
            if (!Wanted(kind.ToString().ToLowerInvariant()))
                continue;
            using var peer = new FaissIndex(kind, work.Items, work.Dimensions);
            foreach (var row in new CellsBesidePeer(work, peer, Console.Error.WriteLine).Run())
                rows.Add(row!.DeepClone());
        }

        Tell(arguments, "FAISS 1.7.3 (Debian, without population count), OpenBLAS", rows);

        bool Wanted(string name) => only.Length == 0 || only.Contains(name);
    }

    private static VectorWork Work(string[] arguments)
    {
        var given = arguments.TakeWhile(argument => !argument.StartsWith('-')).Select(int.Parse).ToArray();
        return new VectorWork(
            given.ElementAtOrDefault(0) is > 0 and var items ? items : 100_000, given.ElementAtOrDefault(1) is > 0 and var dimensions ? dimensions : 256,
            After(arguments, "--recall").Select(double.Parse).FirstOrDefault(0.98), [.. After(arguments, "--threads").Select(int.Parse).DefaultIfEmpty(1)],
            After(arguments, "--peer-seconds").Select(seconds => TimeSpan.FromSeconds(double.Parse(seconds))).FirstOrDefault(TimeSpan.MaxValue));
    }

    private static void Tell(string[] arguments, string peer, JsonArray rows)
    {
        if (!arguments.Contains("--json"))
            return;
        var machine = Machine.Describe();
        machine["peer"] = peer;
        Console.Out.WriteLine(new JsonObject { ["machine"] = machine, ["rows"] = rows }.ToJsonString(Indented));
    }

    private static IEnumerable<string> After(string[] arguments, string option) =>
        arguments.SkipWhile(argument => argument != option).Skip(1).TakeWhile(argument => !argument.StartsWith('-'));
}
