using System.Text.Json.Nodes;
using Vitrine.Search.Rules;

namespace Vitrine.Cli.Terminal;

/// <summary>Rules that hold for a query, as text and as JSON.</summary>
internal static class RulesText
{
    public static string Line(AppliedRule rule) => $"Rule of line {rule.Rule.Line}: {rule.Effect} {rule.Why}";

    public static JsonArray Json(AppliedRules applied) =>
        [.. applied.Rules.Select(rule => new JsonObject { ["line"] = rule.Rule.Line, ["rule"] = rule.Rule.Text, ["effect"] = rule.Effect, ["why"] = rule.Why })];
}
