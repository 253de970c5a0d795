using System.CommandLine;

namespace Vitrine.Cli.Terminal;

/// <summary>Options that every verb takes.</summary>
internal static class GlobalOptions
{
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress and no notes on stderr.", Recursive = true };

    public static Option<bool> Json { get; } = new("--json") { Description = "One JSON document on stdout instead of text.", Recursive = true };

    public static Option<int> Threads { get; } = new("--threads")
    {
        Description = "Threads to compute with; the results are the same bits for any number. [default: one per processor]",
        HelpName = "N",
        Recursive = true,
    };

    public static void AddTo(RootCommand root)
    {
        Threads.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var threads) && threads is < 1 or > 256)
                result.AddError($"--threads {threads}: expected 1 to 256.");
        });
        root.Options.Add(Quiet);
        root.Options.Add(Json);
        root.Options.Add(Threads);
    }
}
