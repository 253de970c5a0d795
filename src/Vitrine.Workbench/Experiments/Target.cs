namespace Vitrine.Workbench.Experiments;

/// <summary>What was asked for: a metric is at least a value, or at least so much above another metric. It is met or missed, whatever the last figures were.</summary>
/// <param name="Metric">The metric's key.</param>
/// <param name="AtLeast">The value, or the lead.</param>
/// <param name="Above">Key of the metric that it is to lead; null: none.</param>
public sealed record Target(string Metric, double AtLeast, string? Above = null)
{
    /// <summary>In words and per cent.</summary>
    public string Text => Above is null ? $"{Metric} of at least {100 * AtLeast:F2}" : $"{Metric} at least {100 * AtLeast:F2} above {Above}";
}
