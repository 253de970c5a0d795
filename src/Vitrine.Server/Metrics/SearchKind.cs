namespace Vitrine.Server.Metrics;

/// <summary>What a search started from: each kind has its own cost.</summary>
internal enum SearchKind
{
    /// <summary>Nothing: all products that pass.</summary>
    Browse,

    /// <summary>Words.</summary>
    Words,

    /// <summary>Pictures or products.</summary>
    Pictures,

    /// <summary>Pictures or products, and words that change them.</summary>
    Change,
}
