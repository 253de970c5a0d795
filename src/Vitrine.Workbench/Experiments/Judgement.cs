using System.Text.Json.Nodes;

namespace Vitrine.Workbench.Experiments;

/// <summary>A measured value beside its expectation.</summary>
/// <param name="Name">The metric's key.</param>
/// <param name="Measured">NaN where it was not measured.</param>
/// <param name="Expected">From the experiment's file.</param>
public sealed record Check(string Name, double Measured, Expectation Expected)
{
    public Verdict Verdict => Expected.Judge(Measured);
}

/// <summary>A target beside what was measured.</summary>
/// <param name="Target">What was asked for.</param>
/// <param name="Measured">The value, or the lead over the other metric; NaN where it was not measured.</param>
public sealed record TargetCheck(Target Target, double Measured)
{
    // Written so that NaN misses.
    public bool IsMet => Measured >= Target.AtLeast;

    /// <summary>"met", or by how many points it was missed.</summary>
    public string Outcome => IsMet ? "met" : double.IsNaN(Measured) ? "not measured" : $"missed by {100 * (Target.AtLeast - Measured):F2}";
}

/// <summary>An experiment's figures judged: against the last ones (the verdict), and, by itself, against what was asked for.</summary>
public sealed class Judgement
{
    public Judgement(Experiment experiment, IReadOnlyDictionary<string, double> metrics)
    {
        Checks = [.. (experiment.Expected ?? new Dictionary<string, Expectation>()).Select(pair => new Check(pair.Key, Value(pair.Key), pair.Value))];
        Targets = [.. experiment.Targets.Select(target => new TargetCheck(target, Value(target.Metric) - (target.Above is null ? 0 : Value(target.Above))))];
        Verdict = Verdicts.Overall([.. Checks.Select(check => check.Verdict)]);

        double Value(string key) => metrics.GetValueOrDefault(key, double.NaN);
    }

    public IReadOnlyList<Check> Checks { get; }

    public IReadOnlyList<TargetCheck> Targets { get; }

    public Verdict Verdict { get; }

    /// <summary>Expected figures by key, for a result's file.</summary>
    public JsonObject ExpectedJson() => new(Checks.Select(check => KeyValuePair.Create(check.Name, (JsonNode?)new JsonObject
    {
        ["value"] = check.Expected.Value,
        ["tolerance"] = check.Expected.Tolerance,
        ["measured"] = Number(check.Measured),
        ["verdict"] = check.Verdict.Name(),
    })));

    /// <summary>Targets in the order of the experiment's file.</summary>
    public JsonArray TargetsJson() => new([.. Targets.Select(check => new JsonObject
    {
        ["target"] = check.Target.Text,
        ["atLeast"] = check.Target.AtLeast,
        ["measured"] = Number(check.Measured),
        ["isMet"] = check.IsMet,
    })]);

    private static JsonValue? Number(double value) => double.IsNaN(value) ? null : JsonValue.Create(Math.Round(value, 6));
}
