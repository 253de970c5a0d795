using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Search.Rules;
using Vitrine.Search.Shop;

namespace Vitrine.Cli.Verbs;

/// <summary>Lists and checks the rules of a shop.</summary>
internal sealed class RulesVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> query = new("--for") { Description = "Say which rules hold for these words, and why.", HelpName = "WORDS" };
    private readonly Option<string?> category = new("--category") { Description = "Say which rules hold in this branch of the category tree; with --for: for the words in it.", HelpName = "NAME/NAME/…" };

    public RulesVerb()
        : base("rules", "List and check the shop's own rules (rules.txt in the store): pin, boost, bury, redirect.",
            "vitrine rules shop.vitrine",
            "vitrine rules shop.vitrine --for \"red dress\"")
    {
        Arguments.Add(store);
        Options.Add(query);
        Options.Add(category);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(store);
        using var search = ShopSearch.Open(path, modelName: null);
        if (arguments.GetValue(query) is null && arguments.GetValue(category) is null)
            return List(path, search.Rules, session);
        var applied = search.RulesFor(new ShopQuery { Text = arguments.GetValue(query), Category = arguments.GetValue(category) });
        session.Answer(
            () => new JsonObject { ["rules"] = RulesText.Json(applied), ["redirect"] = applied.Redirect?.Place },
            output =>
            {
                foreach (var rule in applied.Rules)
                    output.Line(RulesText.Line(rule));
                if (applied.Rules.Count == 0)
                    output.Line("No rule holds for it now.");
            });
        return ExitCode.Ok;
    }

    // What the shop does not have is bad data: a rule that silently does nothing helps nobody.
    private static int List(string path, ShopRules rules, Session session)
    {
        var now = DateTimeOffset.UtcNow;
        var states = rules.All.Select(rule => (Rule: rule, Missing: rules.MissingOf(rule), State: StateOf(rule, now))).ToArray();
        session.Answer(
            () => new JsonObject
            {
                ["rules"] = new JsonArray([.. states.Select(state => new JsonObject { ["line"] = state.Rule.Line, ["rule"] = state.Rule.Text, ["state"] = state.State, ["missing"] = state.Missing })]),
            },
            output =>
            {
                foreach (var (rule, missing, state) in states)
                    output.Line($"{rule.Line}: {rule.Text} ({(missing is null ? state : $"does nothing: {missing}")})");
                if (states.Length == 0)
                    output.Line($"'{path}' has no rules. Write them into {RuleFile.PathIn(path)}, a line each, such as: for red dress: pin ID at 1");
            });
        return states.Any(state => state.Missing is not null) ? ExitCode.BadData : ExitCode.Ok;
    }

    private static string StateOf(ShopRule rule, DateTimeOffset now) => rule.IsOn(now) ? "holds" : now < rule.From ? "not yet" : "over";
}
