namespace Vitrine.Index;

/// <summary>A code found by a weighted search.</summary>
/// <param name="Row">Row of the code in its set.</param>
/// <param name="Distance">Sum of the weights of the bits that differ from the query's, rounded to the 24 bits of a float32; nearer ones than that are equal.</param>
public readonly record struct WeightedCodeHit(int Row, double Distance);
