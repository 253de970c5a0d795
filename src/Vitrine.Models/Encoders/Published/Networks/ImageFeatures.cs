namespace Vitrine.Models.Encoders.Published;

/// <summary>What an image network says of a batch.</summary>
/// <param name="Vectors">[batch, dimensions]: one per picture, not normalised.</param>
/// <param name="Map">[batch, channels, rows, columns]: the last features that still have a place; its cells serve as regions.</param>
public readonly record struct ImageFeatures(Tensor Vectors, Tensor Map);
