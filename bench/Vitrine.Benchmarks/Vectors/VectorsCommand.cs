using System.Text.Json;

namespace Vitrine.Benchmarks.Vectors;

/// <summary>The command line of <c>bench/peers/usearch/run</c>: <c>[ITEMS] [DIMENSIONS] [--recall SHARE] [--threads 1 2] [--json]</c>.</summary>
public static class VectorsCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Measures; figures on standard error as they come, with <c>--json</c> the rows on standard output at the end.</summary>
    public static void Run(string[] arguments)
    {
        var given = arguments.TakeWhile(argument => !argument.StartsWith('-')).Select(int.Parse).ToArray();
        var comparison = new CellsBesideGraph(
            given.ElementAtOrDefault(0) is > 0 and var items ? items : 100_000, given.ElementAtOrDefault(1) is > 0 and var dimensions ? dimensions : 256,
            After(arguments, "--recall").Select(double.Parse).FirstOrDefault(0.98), [.. After(arguments, "--threads").Select(int.Parse).DefaultIfEmpty(1)], Console.Error.WriteLine);
        var result = comparison.Run();
        if (arguments.Contains("--json"))
            Console.Out.WriteLine(result.ToJsonString(Indented));
    }

    private static IEnumerable<string> After(string[] arguments, string option) =>
        arguments.SkipWhile(argument => argument != option).Skip(1).TakeWhile(argument => !argument.StartsWith('-'));
}
