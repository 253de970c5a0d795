namespace Vitrine.Catalogue.Features;

/// <summary>Features of image files at hand, computed when they are read.</summary>
/// <param name="extractor">Computes them; not disposed here.</param>
/// <param name="files">The bytes of whole image files.</param>
public sealed class FileFeatures(IFeatureExtractor extractor, IReadOnlyList<byte[]> files) : IFeatureRows
{
    public int Count => files.Count;

    public int Dimensions => extractor.Dimensions;

    /// <inheritdoc/>
    /// <exception cref="Images.ImageException">A file cannot be decoded.</exception>
    public void Read(ReadOnlySpan<int> rows, Span<float> features)
    {
        for (var i = 0; i < rows.Length; i++)
            extractor.Extract(files[rows[i]], features.Slice(i * Dimensions, Dimensions));
    }

    public void Dispose()
    {
    }
}
