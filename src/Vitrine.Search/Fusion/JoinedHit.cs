namespace Vitrine.Search.Fusion;

/// <summary>A product of a joined ranking.</summary>
/// <param name="Row">Of the store.</param>
/// <param name="Probability">That it is what was asked for.</param>
/// <param name="Shares">What each signal adds to the log-odds; they and <see cref="FusionWeights.Intercept"/> make the sum.</param>
public sealed record JoinedHit(int Row, double Probability, IReadOnlyList<SignalShare> Shares);

/// <summary>What one signal adds to a product's log-odds.</summary>
/// <param name="Signal">Its name.</param>
/// <param name="LogOdds">The product's own part: 0 where it is the best of the query, negative where it is behind.</param>
/// <param name="QueryLogOdds">The part that all products of the query have.</param>
public sealed record SignalShare(string Signal, double LogOdds, double QueryLogOdds);
