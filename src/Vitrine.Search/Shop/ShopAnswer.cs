using Vitrine.Search.Fusion;
using Vitrine.Search.Understanding;

namespace Vitrine.Search.Shop;

/// <summary>What a shop has for a query.</summary>
/// <param name="Understood">What was searched for.</param>
/// <param name="Hits">The most probable first.</param>
/// <param name="LessLikely">Behind them: products that are less probable than 19 in 20 of the right ones.</param>
public sealed record ShopAnswer(QueryReading Understood, IReadOnlyList<ProductHit> Hits, IReadOnlyList<ProductHit> LessLikely);

/// <summary>How near a product is to a query by all that is known of it.</summary>
/// <param name="Value">The probability that it is what was asked for.</param>
/// <param name="Shares">What each signal adds to its log-odds.</param>
public sealed record MatchProbability(double Value, IReadOnlyList<SignalShare> Shares) : Nearness
{
    /// <summary>"87 %".</summary>
    public override string ToString() => $"{100 * Value:F0} %";
}
