using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Vitrine.Evaluation;

namespace Vitrine.Workbench.Experiments;

/// <summary>Whether a run leads another by more than chance gives, query by query (<see cref="RandomisationTest"/>).</summary>
/// <param name="Metric">The metric's key.</param>
/// <param name="Above">Key of the metric that it is compared with.</param>
/// <param name="Difference">Mean over the queries, each as its mean over the seeds.</param>
/// <param name="PValue">Two-sided.</param>
/// <param name="Queries">Compared.</param>
public sealed record PairedTest(string Metric, string Above, double Difference, [property: JsonPropertyName("p")] double PValue, int Queries)
{
    /// <summary>In words and per cent.</summary>
    [JsonIgnore]
    public string Text => $"{Metric} − {Above}: {100 * Difference:+0.00;−0.00}, p {(PValue < 0.001 ? "< 0.001" : $"= {PValue:F3}")} ({Queries:N0} queries)";

    public JsonObject ToJson() => new()
    {
        ["metric"] = Metric,
        ["above"] = Above,
        ["difference"] = Math.Round(Difference, 6),
        ["p"] = Math.Round(PValue, 6),
        ["queries"] = Queries,
    };
}

/// <summary>Collects what single queries gave, for the metrics that an experiment's targets compare.</summary>
public sealed class PairedTests(Experiment experiment)
{
    private readonly Dictionary<string, List<double[]>> perQuery = new(StringComparer.Ordinal); // by key, a list of seeds

    private IEnumerable<Target> Comparisons => experiment.Targets.Where(target => target.Above is not null);

    /// <summary>Whether single queries of a metric are needed.</summary>
    public bool Needs(string key) => Comparisons.Any(target => target.Metric == key || target.Above == key);

    /// <summary>Adds those of a run with a seed.</summary>
    public void Add(IReadOnlyDictionary<string, double[]> ofSeed)
    {
        foreach (var (key, values) in ofSeed)
        {
            if (!perQuery.TryGetValue(key, out var seeds))
                perQuery.Add(key, seeds = []);
            seeds.Add(values);
        }
    }

    /// <summary>One test for each target that compares, where both sides gave values for the same queries.</summary>
    public IReadOnlyList<PairedTest> Run()
    {
        var tests = new List<PairedTest>();
        foreach (var target in Comparisons)
        {
            if (MeanOf(target.Metric) is not { } one || MeanOf(target.Above!) is not { } other || one.Length != other.Length)
                continue;
            var result = RandomisationTest.Compare(one, other);
            tests.Add(new PairedTest(target.Metric, target.Above!, result.MeanDifference, result.PValue, result.Pairs));
        }

        return tests;
    }

    private double[]? MeanOf(string key) =>
        perQuery.TryGetValue(key, out var seeds) && seeds.All(seed => seed.Length == seeds[0].Length)
            ? [.. Enumerable.Range(0, seeds[0].Length).Select(query => seeds.Average(seed => seed[query]))]
            : null;
}
