namespace Vitrine.Evaluation;

/// <summary>A learned result over several seeds.</summary>
/// <param name="Mean">Mean over seeds.</param>
/// <param name="StandardDeviation">Sample standard deviation (n − 1); 0 for a single seed.</param>
/// <param name="Seeds">Number of seeds.</param>
public readonly record struct SeedSummary(double Mean, double StandardDeviation, int Seeds)
{
    /// <summary>Summarises one value per seed.</summary>
    /// <exception cref="ArgumentException">No value.</exception>
    public static SeedSummary Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            throw new ArgumentException("There is no value to summarise; run at least one seed.", nameof(values));
        var mean = values.Average();
        var squares = values.Sum(v => (v - mean) * (v - mean));
        return new SeedSummary(mean, values.Count == 1 ? 0 : Math.Sqrt(squares / (values.Count - 1)), values.Count);
    }
}
