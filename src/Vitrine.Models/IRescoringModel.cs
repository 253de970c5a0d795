using Vitrine.Catalogue;
using Vitrine.Models.Hsl;

namespace Vitrine.Models;

/// <summary>
/// One term of a score: the similarities of a part of the text's vector with some vectors of a product, made into one number.
/// </summary>
/// <param name="Name">Unique within a model.</param>
/// <param name="QueryStart">Where the part of the text's vector begins.</param>
/// <param name="Dimensions">Its length, and that of each of the product's vectors.</param>
/// <param name="Regions">Vectors per product.</param>
/// <param name="Aggregation">Of their similarities.</param>
/// <param name="TopK">k of <see cref="RegionAggregation.TopKMean"/>.</param>
public sealed record ScorePart(string Name, int QueryStart, int Dimensions, int Regions, RegionAggregation Aggregation, int TopK = 1);

/// <summary>
/// A model that knows more about a product than its vector: a search finds a shortlist by vectors and scores it anew by the vectors of regions.
/// The score is the sum of its parts.
/// </summary>
public interface IRescoringModel : IRetrievalModel
{
    /// <summary>The parts; none where the inner product of vectors is the score already, as this model was trained.</summary>
    IReadOnlyList<ScorePart> ScoreParts { get; }

    /// <summary>Computes the vectors that the parts need of some products of a store.</summary>
    /// <returns>For each of <see cref="ScoreParts"/> [rows × regions × dimensions].</returns>
    IReadOnlyList<float[]> EncodeParts(CatalogueStore store, IReadOnlyList<int> rows, CancellationToken cancellation = default);
}
