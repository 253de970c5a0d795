using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Vitrine.Catalogue.Text;

namespace Vitrine.Cli.Terminal;

/// <summary>Turns what the parser did not understand into one line that names the word and the likely intention.</summary>
internal static partial class UsageErrors
{
    /// <returns>Null when the command line is in order.</returns>
    public static VerbException? Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var blank = parsed.CommandResult.Children.FirstOrDefault(IsBlank);
        if (parsed.Errors.Count == 0 && blank is null)
            return null;
        var atRoot = command is RootCommand;
        var verb = NameOf(parsed.CommandResult);
        var help = atRoot ? "run 'vitrine' for all verbs." : $"run 'vitrine {verb} --help' for all options and examples.";

        if (parsed.UnmatchedTokens is [var word, ..])
        {
            var isOption = word.StartsWith('-');
            var known = isOption ? OptionNames(parsed) : atRoot ? command.Subcommands.Select(known => known.Name) : [];
            var kind = isOption ? "option" : atRoot ? "verb" : "argument";
            var where = atRoot ? "" : $" of 'vitrine {verb}'";
            var hint = NearestWord.To(word, known) is { } meant ? $"did you mean '{meant}'? Otherwise {help}" : help;
            return VerbException.Usage($"unknown {kind} '{word}'{where}.", hint);
        }

        if (atRoot)
            return VerbException.Usage("no verb given.", help);
        return VerbException.Usage(blank is null ? InWords(parsed.Errors[0].Message) : $"{NameOf(blank)} was given nothing.", help);
    }

    /// <summary>What a script gives whose variable is empty. Only a character may be a blank one.</summary>
    private static bool IsBlank(SymbolResult given) => given.Tokens.Any(token =>
        string.IsNullOrWhiteSpace(token.Value) && (token.Value.Length == 0 || given is not OptionResult { Option.HelpName: "CHAR" }));

    private static string NameOf(SymbolResult given) => given is OptionResult option ? option.Option.Name : ((ArgumentResult)given).Argument.Name;

    /// <summary>A verb with the one that it stands below: "models copy".</summary>
    private static string NameOf(CommandResult result) => result.Parent is CommandResult { Command: not RootCommand } parent
        ? $"{NameOf(parent)} {result.Command.Name}"
        : result.Command.Name;

    private static IEnumerable<string> OptionNames(ParseResult parsed)
    {
        var options = parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options);
        return options.Where(option => !option.Hidden).Select(option => option.Name).Distinct();
    }

    /// <summary>The parser lists what it would have taken over several lines.</summary>
    private static string InWords(string message) => OneOf().Match(message) is { Success: true } match
        ? $"'{match.Groups["given"].Value}': expected {string.Join(", ", match.Groups["known"].Captures.Select(capture => capture.Value))}."
        : message;

    [GeneratedRegex(@"^Argument '(?<given>.*)' not recognized\. Must be one of:(?:\s+'(?<known>[^']*)')+\s*$", RegexOptions.Singleline)]
    private static partial Regex OneOf();
}
