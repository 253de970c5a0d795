using Vitrine.Models.Contract;
using Vitrine.Search.Fields;
using Vitrine.Search.Fusion;
using Vitrine.Search.Rules;
using Vitrine.Search.Understanding;

namespace Vitrine.Search.Shop;

/// <summary>What a shop has for a query.</summary>
/// <param name="Understood">What was searched for.</param>
/// <param name="Hits">The wanted page; the most probable, or nearest, first.</param>
/// <param name="LessLikely">Behind them: products that are less probable than 19 in 20 of the right ones. None where a picture was asked for, or nothing.</param>
public sealed record ShopAnswer(QueryReading Understood, IReadOnlyList<ProductHit> Hits, IReadOnlyList<ProductHit> LessLikely)
{
    /// <summary>Products that were found on all pages, less likely ones left out.</summary>
    public long Total { get; init; }

    /// <summary>Whether that is all that there are; otherwise there may be more.</summary>
    public bool IsTotalExact { get; init; } = true;

    /// <summary>
    /// The share of the products nearest by a model that the search found on average, as was measured when the shop was indexed; 1, and so exact, but in galleries of 50,000 and more
    /// products.
    /// </summary>
    public double Recall { get; init; } = 1;

    /// <summary>How they divide, one for each facet that was asked for.</summary>
    public IReadOnlyList<ShopFacet> Facets { get; init; } = [];

    /// <summary>Which rules of the shop held for the query, and where they send people.</summary>
    public AppliedRules Rules { get; init; } = AppliedRules.None;

    /// <summary>How picture and words of each change were weighed; empty where the query has none, or the model has not learned to weigh them.</summary>
    public IReadOnlyList<ChangeWeights> Changes { get; init; } = [];

    /// <summary>What the model was asked, where pictures were given; null otherwise.</summary>
    public Query? Asked { get; init; }

    /// <summary>The model that was asked; null: none was.</summary>
    public string? Model { get; init; }
}

/// <summary>How near a product is to a query by all that is known of it.</summary>
/// <param name="Value">The probability that it is what was asked for.</param>
/// <param name="Shares">What each signal adds to its log-odds.</param>
public sealed record MatchProbability(double Value, IReadOnlyList<SignalShare> Shares) : Nearness
{
    /// <summary>"87 %".</summary>
    public override string ToString() => $"{100 * Value:F0} %";
}

/// <summary>Nothing was asked for that a product could be near to.</summary>
public sealed record NoNearness : Nearness
{
    /// <summary>Nothing.</summary>
    public override string ToString() => "";
}
