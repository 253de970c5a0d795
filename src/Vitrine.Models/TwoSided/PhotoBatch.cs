namespace Vitrine.Models.TwoSided;

/// <summary>What a network made of a batch of photos.</summary>
/// <param name="Vectors">[photos, width], not normalised.</param>
/// <param name="Parts">For each part of the model [photos, vectors per item × dimensions]; null where it has none.</param>
/// <param name="Counts">Vectors that each photo really has in a part; null: all.</param>
public sealed record PhotoBatch(Tensor Vectors, IReadOnlyList<Tensor>? Parts = null, int[]? Counts = null);

/// <summary>The photos of a source, opened for one model.</summary>
public interface IPhotoEncoder : IDisposable
{
    /// <summary>Encodes some photos; a photo's encoding does not depend on the others.</summary>
    /// <param name="items">Numbers in the source.</param>
    PhotoBatch Encode(ReadOnlySpan<int> items);
}
