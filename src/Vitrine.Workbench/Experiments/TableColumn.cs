namespace Vitrine.Workbench.Experiments;

/// <summary>A column of the table.</summary>
/// <param name="Metric">The end of a metric key: "category/mean/map".</param>
/// <param name="Heading">Its heading.</param>
/// <param name="IsShare">A fraction, shown in per cent; otherwise a number as it is.</param>
public sealed record TableColumn(string Metric, string Heading, bool IsShare = true);
