namespace Vitrine.Index;

/// <summary>What turns the sums over the sign codes of a cell into bounds of scores, see <see cref="CodeFactors"/>.</summary>
/// <param name="Centroid">⟨c, q⟩.</param>
/// <param name="Offset">⟨u, q⟩ is Offset − Unit · sum.</param>
/// <param name="Unit">See there.</param>
/// <param name="Share">t, what of the query the centroid says.</param>
/// <param name="Width">The rest's length ‖q − t·c‖, times the deviations that are trusted.</param>
internal readonly record struct CellTerms(float Centroid, float Offset, float Unit, float Share, float Width);
