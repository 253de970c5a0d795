using System.CommandLine;
using Vitrine.Cli.Terminal;
using Vitrine.Workbench.Comparing;

namespace Vitrine.Cli.Verbs;

/// <summary>Puts recorded runs side by side.</summary>
internal sealed class CompareVerb : Verb
{
    private readonly Argument<string[]> runs = new("RUN") { Description = "Folders that 'vitrine eval --run' wrote, of the same queries; the others are tested against the first.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> charts = new Option<string?>("--charts") { Description = "Draw precision over recall, precision of the first N, and MAP over the length of codes, as SVG and PNG.", HelpName = "DIR" }.FolderToWrite();

    public CompareVerb()
        : base("compare", "Compare recorded evaluations query by query: means, paired tests, categories that gain or lose, curves.",
            "vitrine compare runs/flat runs/layered",
            "vitrine compare runs/flat-16 runs/flat-64 runs/layered-16 runs/layered-64 --charts curves/",
            "vitrine compare runs/plain runs/weighted --json | jq .tests")
    {
        Arguments.Add(runs);
        Options.Add(charts);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var comparison = RunComparison.Read(arguments.GetRequiredValue(runs));
        var files = arguments.GetValue(charts) is { } folder ? RunCharts.Write(comparison, folder) : [];
        session.Answer(() => ComparisonText.ToJson(comparison, files), text => ComparisonText.Write(comparison, files, text));
        return ExitCode.Ok;
    }
}
