using System.CommandLine;

namespace Vitrine.Cli.Terminal;

/// <summary>What a newcomer sees: what this is, what to type first, and every verb in one line.</summary>
internal static class Overview
{
    public static void Write(Command root)
    {
        var text = Console.Out;
        text.WriteLine(root.Description);
        text.WriteLine();
        text.WriteLine("Start here:");
        text.WriteLine("  vitrine demo                    a made-up shop, from nothing to found products, in three minutes");
        text.WriteLine("  vitrine demo --catalogue DIR    the same on your products: a table and a folder of photos");
        text.WriteLine();
        text.WriteLine("Verbs, in the order of the work:");
        var width = root.Subcommands.Max(verb => verb.Name.Length) + 2;
        foreach (var verb in root.Subcommands)
            text.WriteLine($"  {verb.Name.PadRight(width)}{verb.Description}");
        text.WriteLine();
        text.WriteLine("Every verb takes --help (options and examples), --json, --quiet and --threads N.");
        text.WriteLine("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 bad data or nothing to measure.");
    }
}
