using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Vitrine.Cli.Terminal;
using Vitrine.Cli.Verbs;

namespace Vitrine.Cli;

/// <summary>The parser's help, and under it the verb's examples.</summary>
internal sealed class VerbHelp(HelpAction options) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command is not Verb verb)
        {
            Overview.Write(parseResult.RootCommandResult.Command);
            return ExitCode.Ok;
        }

        var code = options.Invoke(parseResult);
        Console.Out.WriteLine("Examples:");
        foreach (var example in verb.Examples)
            Console.Out.WriteLine($"  {example}");
        return code;
    }
}
