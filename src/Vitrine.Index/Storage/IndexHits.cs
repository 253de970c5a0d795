namespace Vitrine.Index;

/// <summary>An item found by its code.</summary>
/// <param name="Id">Id of the item.</param>
/// <param name="Row">The caller's row number of the item.</param>
/// <param name="Distance">Hamming distance.</param>
/// <param name="LayerDistances">Its parts, coarsest layer first.</param>
public sealed record CodeMatch(string Id, int Row, int Distance, IReadOnlyList<int> LayerDistances);

/// <summary>An item found by its vector.</summary>
/// <param name="Id">Id of the item.</param>
/// <param name="Row">The caller's row number of the item.</param>
/// <param name="Score">Inner product with the query.</param>
public sealed record VectorMatch(string Id, int Row, float Score);
