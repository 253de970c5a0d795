namespace Vitrine.Index;

/// <summary>What an index answers to an <see cref="IndexQuery"/>.</summary>
/// <param name="Hits">The wanted page, best first; equal ones by ascending id (ordinal).</param>
/// <param name="Total">Items that pass the filter, the radius and the least score, of all pages and variants.</param>
/// <param name="Facets">Counts over these, one list for each facet of the query.</param>
public sealed record IndexAnswer(IReadOnlyList<IndexHit> Hits, long Total, IReadOnlyList<IReadOnlyList<FacetCount>> Facets);

/// <summary>A found item.</summary>
/// <param name="Id">Id of the item.</param>
/// <param name="Row">The caller's row number of the item.</param>
/// <param name="Group">Its group; null without.</param>
/// <param name="Distance">Hamming distance, where the query has a code.</param>
/// <param name="Score">Inner product, where the query has a vector.</param>
public sealed record IndexHit(string Id, int Row, string? Group, int? Distance, float? Score);

/// <summary>A value and how often it was found.</summary>
/// <param name="Value">The value; of a path a node.</param>
/// <param name="Count">Items, or groups.</param>
public sealed record FacetCount(FieldValue Value, long Count);
