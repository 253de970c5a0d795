namespace Vitrine.Models;

/// <summary>A model that also names the category of a photo, from its vector alone.</summary>
public interface ICategoryModel : IRetrievalModel
{
    /// <summary>Paths of the finest categories it knows, their parts joined by '/'; empty: it was trained without.</summary>
    IReadOnlyList<string> Categories { get; }

    /// <summary>The most likely category of each photo.</summary>
    /// <param name="vectors">[photos × <see cref="IRetrievalModel.VectorDimensions"/>]</param>
    /// <returns>Places in <see cref="Categories"/>.</returns>
    int[] Classify(ReadOnlySpan<float> vectors);
}
