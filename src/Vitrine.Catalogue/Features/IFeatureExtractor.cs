using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Features;

/// <summary>Photo → a fixed number of floats, without learning from the catalogue. Safe to call from several threads.</summary>
public interface IFeatureExtractor
{
    /// <summary>Letters, digits and hyphens; names the folder in which a store keeps the features.</summary>
    string Name { get; }

    /// <summary>Changes whenever the same photo would get other numbers; rows that a store keeps of another version are then computed anew.</summary>
    string Version { get; }

    /// <summary>Numbers per photo.</summary>
    int Dimensions { get; }

    /// <summary>Computes the features of an image file.</summary>
    /// <param name="file">The bytes of a whole image file.</param>
    /// <param name="features">[<see cref="Dimensions"/>], overwritten.</param>
    /// <exception cref="ImageException">The photo cannot be read.</exception>
    void Extract(ReadOnlySpan<byte> file, Span<float> features);
}
