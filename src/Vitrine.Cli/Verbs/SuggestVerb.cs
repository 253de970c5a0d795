using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Search.Suggest;

namespace Vitrine.Cli.Verbs;

/// <summary>Shows what a search box proposes.</summary>
internal sealed class SuggestVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Argument<string> text = new("TEXT") { Description = "What somebody has typed so far; a space at its end says that the last word is complete." };
    private readonly Option<int> count = new Option<int>("--count", "-k") { Description = "Suggestions to show.", HelpName = "N", DefaultValueFactory = _ => ShopSuggester.DefaultCount }.Within(1);

    public SuggestVerb()
        : base("suggest", "Show what a search box proposes while somebody types.",
            "vitrine suggest shop.vitrine \"red dr\"",
            "vitrine suggest shop.vitrine \"red \" -k 4 --json")
    {
        Arguments.Add(store);
        Arguments.Add(text);
        Options.Add(count);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        using var suggester = ShopSuggester.Open(arguments.GetRequiredValue(store));
        var clock = Stopwatch.StartNew();
        var found = suggester.Suggest(arguments.GetRequiredValue(text), arguments.GetValue(count));
        var milliseconds = clock.Elapsed.TotalMilliseconds;
        session.Answer(
            () => new JsonObject
            {
                ["milliseconds"] = Math.Round(milliseconds, 2),
                ["suggestions"] = new JsonArray([.. found.Select(ToJson)]),
            },
            output =>
            {
                foreach (var suggestion in found)
                    output.Line(InWords(suggestion));
                if (found.Count == 0)
                    output.Line("Nothing of the shop begins so.");
            });
        return ExitCode.Ok;
    }

    private static JsonObject ToJson(Suggestion suggestion)
    {
        var json = new JsonObject { ["kind"] = suggestion.Kind.ToString().ToLowerInvariant(), ["text"] = suggestion.Text };
        if (suggestion.In is { } path)
            json["in"] = new JsonArray([.. path.Select(name => JsonValue.Create(name))]);
        if (suggestion.Id is { } id)
            json["id"] = id;
        return json;
    }

    private static string InWords(Suggestion suggestion) => suggestion switch
    {
        { Id: { } id } => $"{suggestion.Text} ({id})",
        { In: { } path } => $"{suggestion.Text} in {string.Join(" › ", path)}",
        _ => suggestion.Text,
    };
}
