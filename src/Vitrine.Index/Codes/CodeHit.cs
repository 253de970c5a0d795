namespace Vitrine.Index;

/// <summary>A code found by a search.</summary>
/// <param name="Row">Row of the code in its set.</param>
/// <param name="Distance">Hamming distance to the query.</param>
public readonly record struct CodeHit(int Row, int Distance);
