using Vitrine.Index;

namespace Vitrine.Search.Shop;

/// <summary>A product that was found, before it is read from the store.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Nearness">How near it is.</param>
/// <param name="IsLikely">Whether it is likely what was asked for.</param>
internal sealed record Found(int Row, Nearness Nearness, bool IsLikely);

/// <summary>A query that was understood, to be asked of all products or some of them.</summary>
internal interface IAsked
{
    /// <summary>The best products, likely ones first.</summary>
    /// <param name="count">At most so many.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    IReadOnlyList<Found> Rank(int count, RowSet? filter);
}
