using Vitrine.Catalogue;

namespace Vitrine.Search;

/// <summary>A product that a search found.</summary>
/// <param name="Product">The product.</param>
/// <param name="CategoryPath">Its category, coarse to fine.</param>
/// <param name="Distance">Bits in which its code differs from the query's.</param>
/// <param name="LayerDistances">The same per layer, coarse first; the sum is <paramref name="Distance"/>. A flat code has one entry.</param>
public sealed record ProductHit(Product Product, IReadOnlyList<string> CategoryPath, int Distance, IReadOnlyList<int> LayerDistances);
