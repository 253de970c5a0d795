namespace Vitrine.Search.Fusion;

/// <summary>What one signal counts in the probability that a product is what was asked for. All are 0 or more: a better score never makes a product less likely.</summary>
/// <param name="Lag">For each unit by which a product's score is behind that of the best product of the query (<see cref="Signals.ScoreScale"/>).</param>
/// <param name="Top">For each unit of the best product's score; 0 for signals whose scores grow with the query.</param>
/// <param name="Known">For the share of the query's words that the signal knows.</param>
public sealed record SignalWeight(double Lag, double Top, double Known);
