namespace Vitrine.Index;

/// <summary>An item found by a weighted search of codes.</summary>
/// <param name="Id">Id of the item.</param>
/// <param name="Row">The caller's row number of the item.</param>
/// <param name="Distance">Sum of the weights of the bits that differ from the query's, to the 24 bits of a float32.</param>
public sealed record WeightedCodeMatch(string Id, int Row, double Distance);
