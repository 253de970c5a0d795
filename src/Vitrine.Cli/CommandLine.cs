using System.CommandLine;
using System.CommandLine.Help;
using Vitrine.Cli.Terminal;
using Vitrine.Cli.Verbs;

namespace Vitrine.Cli;

/// <summary>The whole command line: the verbs in the order in which a catalogue passes through them.</summary>
internal static class CommandLine
{
    public static int Run(string[] args)
    {
        var root = new RootCommand("Vitrine learns from a shop's own catalogue and finds its products by words and by picture.");
        GlobalOptions.AddTo(root);
        foreach (var verb in AllVerbs())
            root.Subcommands.Add(verb);
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new VerbHelp((HelpAction)help.Action!);

        var parsed = root.Parse(args);
        if (args.Length == 0)
        {
            Overview.Write(root);
            return ExitCode.Ok;
        }

        if (parsed.Action is not VerbHelp && UsageErrors.Explain(parsed) is { } wrong)
            return Failure.Print(wrong);

        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static IEnumerable<Verb> AllVerbs() =>
    [
        new ImportVerb(),
        new RemoveVerb(),
        new SynthVerb(),
        new CaptionsVerb(),
        new FashionVcVerb(),
        new InspectVerb(),
        new TrainVerb(),
        new ModelsVerb(),
        new EncodersVerb(),
        new EncodeVerb(),
        new IndexVerb(),
        new DatabaseVerb(),
        new SearchVerb(),
        new ServeVerb(),
        new SuggestVerb(),
        new RulesVerb(),
        new SynonymsVerb(),
        new QueriesVerb(),
        new ExportVerb(),
        new EvalVerb(),
        new CompareVerb(),
        new ReproduceVerb(),
        new DemoVerb(),
        new ParityVerb(),
        new BenchVerb(),
    ];
}
