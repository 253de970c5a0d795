using System.CommandLine;

namespace Vitrine.Cli.Terminal;

/// <summary>Options that every verb takes.</summary>
internal static class GlobalOptions
{
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress and no notes on stderr.", Recursive = true };

    public static Option<bool> Json { get; } = new("--json") { Description = "One JSON document on stdout instead of text.", Recursive = true };

    public static Option<int?> Threads { get; } = new Option<int?>("--threads")
    {
        Description = "Threads to compute with; the results are the same bits for any number. [default: one per processor]",
        HelpName = "N",
        Recursive = true,
    }.Within(1, 256);

    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Quiet);
        root.Options.Add(Json);
        root.Options.Add(Threads);
    }
}
