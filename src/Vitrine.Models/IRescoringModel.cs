using Vitrine.Catalogue;

namespace Vitrine.Models;

/// <summary>A model that knows more about a product than its vector: a search finds a shortlist by vectors and has it scored anew.</summary>
public interface IRescoringModel : IRetrievalModel
{
    /// <summary>Whether scores differ from inner products of vectors at all, as this model was trained.</summary>
    bool NeedsRescoring { get; }

    /// <summary>The exact scores of some products for a text.</summary>
    /// <param name="store">Where the products are.</param>
    /// <param name="text">The query's vector, as <see cref="IRetrievalModel.EncodeTexts"/> gave it.</param>
    /// <param name="rows">The shortlist.</param>
    /// <returns>One score per row; larger is nearer.</returns>
    float[] Rescore(CatalogueStore store, float[] text, IReadOnlyList<int> rows);
}
