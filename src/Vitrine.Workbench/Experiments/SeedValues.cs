using Vitrine.Evaluation;

namespace Vitrine.Workbench.Experiments;

/// <summary>The values that several seeds gave for the same metric keys.</summary>
public sealed class SeedValues
{
    private readonly Dictionary<string, List<double>> values = [];

    public void Add(IReadOnlyDictionary<string, double> metrics)
    {
        foreach ((var key, var value) in metrics)
        {
            if (!values.TryGetValue(key, out var list))
                values[key] = list = [];
            list.Add(value);
        }
    }

    /// <summary>Key to mean over seeds; "key/std" to the sample standard deviation, 0 for one seed.</summary>
    public SortedDictionary<string, double> Summary()
    {
        var summary = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach ((var key, var list) in values)
        {
            var seeds = SeedSummary.Of(list);
            summary[key] = seeds.Mean;
            summary[$"{key}/std"] = seeds.StandardDeviation;
        }

        return summary;
    }
}
