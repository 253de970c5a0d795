using Vitrine.Catalogue;

namespace Vitrine.Models;

/// <summary>
/// A model that has to see a text and a product together: its score is no sum of inner products (<see cref="IRescoringModel"/>). Its vectors find a
/// shortlist, which is then compared.
/// </summary>
public interface IComparingModel : IRetrievalModel
{
    /// <summary>The scores of texts with products of a store, from their photos.</summary>
    /// <param name="store">The products.</param>
    /// <param name="texts">The queries.</param>
    /// <param name="rows">Which products.</param>
    /// <param name="progress">Gets the number of texts done.</param>
    /// <param name="cancellation">Stops between texts.</param>
    /// <returns>[text][row]; larger is nearer.</returns>
    float[][] Compare(CatalogueStore store, IReadOnlyList<string> texts, IReadOnlyList<int> rows, IProgress<int>? progress = null, CancellationToken cancellation = default);
}
