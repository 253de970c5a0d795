using Vitrine.Catalogue.Images;
using Vitrine.Tensors;

namespace Vitrine.Catalogue.Features;

/// <summary>An extractor that computes many photos at once, as a network does: each is prepared by itself, on all threads, and a batch is computed by all threads.</summary>
public interface IBatchFeatureExtractor : IFeatureExtractor
{
    /// <summary>Photos per batch.</summary>
    int BatchSize { get; }

    /// <summary>Numbers of a prepared photo.</summary>
    int InputLength { get; }

    /// <summary>Decodes and prepares an image file. Safe to call from several threads.</summary>
    /// <param name="file">The bytes of a whole image file.</param>
    /// <param name="input">[<see cref="InputLength"/>], overwritten.</param>
    /// <exception cref="ImageException">The photo cannot be read.</exception>
    void Prepare(ReadOnlySpan<byte> file, Span<float> input);

    /// <summary>Computes the features of prepared photos.</summary>
    /// <param name="inputs">[photos, <see cref="InputLength"/>].</param>
    /// <param name="features">[photos, <see cref="IFeatureExtractor.Dimensions"/>], overwritten.</param>
    void Extract(Tensor inputs, Span<float> features);
}
