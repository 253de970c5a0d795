using Vitrine.Evaluation;

namespace Vitrine.Cli.Experiments;

/// <summary>The values that several seeds gave for the same metric keys.</summary>
sealed class SeedValues
{
    readonly Dictionary<string, List<double>> values = [];

    public void Add(IReadOnlyDictionary<string, double> metrics)
    {
        foreach ((string key, double value) in metrics)
        {
            if (!values.TryGetValue(key, out List<double>? list))
                values[key] = list = [];
            list.Add(value);
        }
    }

    /// <summary>Key to mean over seeds; "key/std" to the sample standard deviation, 0 for one seed.</summary>
    public SortedDictionary<string, double> Summary()
    {
        var summary = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach ((string key, List<double> list) in values)
        {
            SeedSummary seeds = SeedSummary.Of(list);
            summary[key] = seeds.Mean;
            summary[$"{key}/std"] = seeds.StandardDeviation;
        }
        return summary;
    }
}
