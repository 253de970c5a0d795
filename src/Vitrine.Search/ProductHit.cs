using Vitrine.Catalogue;

namespace Vitrine.Search;

/// <summary>A product that a search found.</summary>
/// <param name="Product">The product.</param>
/// <param name="CategoryPath">Its category, coarse to fine.</param>
/// <param name="Nearness">How near it is.</param>
public sealed record ProductHit(Product Product, IReadOnlyList<string> CategoryPath, Nearness Nearness);

/// <summary>How near a product is to a query, in the terms of what was compared.</summary>
public abstract record Nearness;

/// <summary>By codes.</summary>
/// <param name="Distance">Bits that differ.</param>
/// <param name="PerLayer">The same per layer, coarse first; their sum is <paramref name="Distance"/>. A flat code has one entry.</param>
public sealed record CodeDistance(int Distance, IReadOnlyList<int> PerLayer) : Nearness
{
    /// <summary>"3 = 0+1+2"; a flat code's is one number.</summary>
    public override string ToString() => PerLayer.Count > 1 ? $"{Distance} = {string.Join("+", PerLayer)}" : $"{Distance}";
}

/// <summary>By vectors.</summary>
/// <param name="Score">Their inner product.</param>
public sealed record VectorScore(float Score) : Nearness
{
    public override string ToString() => $"{Score:F4}";
}

/// <summary>By the words of the title.</summary>
/// <param name="Score">Okapi BM25.</param>
public sealed record KeywordScore(double Score) : Nearness
{
    public override string ToString() => $"words {Score:F2}";
}
