namespace Vitrine.Index;

/// <summary>A vector found by a search.</summary>
/// <param name="Row">Row of the vector in its set.</param>
/// <param name="Score">Inner product with the query.</param>
public readonly record struct VectorHit(int Row, float Score);
