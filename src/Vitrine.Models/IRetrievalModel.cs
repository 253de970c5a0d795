using Vitrine.Catalogue;

namespace Vitrine.Models;

/// <summary>
/// A trained model, whatever its method: turns photos and texts into codes, vectors, or both, such that near means relevant across the two.
/// Not safe for use from several threads at once.
/// </summary>
public interface IRetrievalModel : IDisposable
{
    /// <summary>The method's name on the command line: "hichnet", "cca", ….</summary>
    string Method { get; }

    /// <summary>Bits of each part of the code, coarse layers first; empty: the model gives no codes.</summary>
    IReadOnlyList<int> CodeBitsPerLayer { get; }

    /// <summary>Dimensions of the vectors, which have unit length; 0: the model gives none.</summary>
    int VectorDimensions { get; }

    /// <summary>Encodes the photos of products of a store.</summary>
    /// <param name="store">Any store, not only the one of the training.</param>
    /// <param name="rows">Product rows; encoding i is that of row <c>rows[i]</c>.</param>
    /// <param name="progress">Gets the number of products done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    Encodings EncodeImages(CatalogueStore store, IReadOnlyList<int> rows, IProgress<int>? progress = null, CancellationToken cancellation = default);

    /// <summary>Encodes image files (JPEG, PNG, …) that are in no store.</summary>
    /// <exception cref="Catalogue.Images.ImageException">A file is no image, or too large.</exception>
    Encodings EncodeImageFiles(IReadOnlyList<byte[]> files, IProgress<int>? progress = null, CancellationToken cancellation = default);

    /// <summary>Encodes titles or search texts. A text without a known word gets the code of no words at all: near nothing in particular.</summary>
    Encodings EncodeTexts(IReadOnlyList<string> texts, IProgress<int>? progress = null, CancellationToken cancellation = default);
}
