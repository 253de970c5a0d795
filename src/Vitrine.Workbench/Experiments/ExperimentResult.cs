using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vitrine.Workbench.Experiments;

/// <summary>What one run of an experiment measured, and how it stands to what was expected.</summary>
public sealed class ExperimentResult
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Experiment experiment;
    private readonly JsonObject document;

    public ExperimentResult(Experiment experiment, SortedDictionary<string, double> metrics, JsonObject protocol, double seconds, double peakMemoryMb)
    {
        this.experiment = experiment;
        Metrics = metrics;
        Checks = [.. ExpectedChecks(), .. ClaimChecks()];
        Verdict = Verdicts.Overall(Checks.Select(check => check.Verdict));
        document = new JsonObject
        {
            ["name"] = experiment.Name,
            ["metrics"] = new JsonObject(metrics.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(Math.Round(pair.Value, 6))))),
            ["expected"] = new JsonObject(Checks.Select(check => KeyValuePair.Create(check.Name, (JsonNode?)check.ToJson()))),
            ["verdict"] = Verdict.Mark().Trim('[', ']'),
            ["seconds"] = Math.Round(seconds, 1),
            ["peakMemoryMb"] = Math.Round(peakMemoryMb),
            ["protocol"] = protocol,
            ["machine"] = Machine.Describe(),
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd"),
        };
    }

    public SortedDictionary<string, double> Metrics { get; }

    public IReadOnlyList<Check> Checks { get; }

    public Verdict Verdict { get; }

    public JsonObject ToJson() => document;

    /// <summary>Keeps this as the experiment's last result, from which the documents' tables are generated.</summary>
    public void Save(Repository repository)
    {
        Directory.CreateDirectory(repository.ResultsFolder);
        File.WriteAllText(repository.ResultPath(experiment.Name), document.ToJsonString(Layout) + "\n");
    }

    private IEnumerable<Check> ExpectedChecks() => experiment.Expected.Select(pair =>
        new Check(pair.Key, Metrics.GetValueOrDefault(pair.Key, double.NaN), pair.Value));

    // A difference has no upper limit: more than asked for is what was asked for.
    private IEnumerable<Check> ClaimChecks() => experiment.Claims.Select(claim =>
    {
        var difference = Metrics.GetValueOrDefault(claim.Metric, double.NaN) - Metrics.GetValueOrDefault(claim.Above, double.NaN);
        return new Check($"{claim.Metric} - {claim.Above}", difference, new Expectation(claim.AtLeast, 0), IsLowerBound: true);
    });
}

/// <summary>One measured value beside its expectation.</summary>
public sealed record Check(string Name, double Measured, Expectation Expected, bool IsLowerBound = false)
{
    public Verdict Verdict => (Verdicts.Judge(Measured, Expected), IsLowerBound) switch
    {
        (Verdict.Better, true) => Verdict.Ok,
        (var verdict, _) => verdict,
    };

    public JsonObject ToJson() => new()
    {
        ["value"] = Expected.Value,
        ["tolerance"] = IsLowerBound ? "at least" : Expected.Tolerance,
        ["measured"] = double.IsNaN(Measured) ? null : Math.Round(Measured, 6),
        ["verdict"] = Verdict.Mark().Trim('[', ']'),
    };
}
