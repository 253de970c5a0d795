using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;

namespace Vitrine.Models.Items;

/// <summary>Stands for features that a benchmark brings with its items: there is no picture that they could be computed from.</summary>
/// <param name="dimensions">Numbers per item.</param>
public sealed class GivenFeatures(int dimensions) : IFeatureExtractor
{
    private const string GivenName = "given";

    public string Name => GivenName;

    public string Version => $"{dimensions}";

    public int Dimensions => dimensions;

    public void Extract(ReadOnlySpan<byte> file, Span<float> features) => throw NoPictures("A picture file");

    /// <summary>Refuses these features for a source of pictures.</summary>
    /// <exception cref="UsageException">A model on given features is used on pictures.</exception>
    public static void Refuse(IFeatureExtractor extractor, string source)
    {
        if (extractor.Name == GivenName)
            throw NoPictures(source);
    }

    /// <summary>Reads back what <see cref="Version"/> said; null for other features.</summary>
    internal static GivenFeatures? Parse(string name, string version) =>
        name == GivenName && int.TryParse(version, out var dimensions) && dimensions > 0 ? new GivenFeatures(dimensions) : null;

    private static UsageException NoPictures(string source) =>
        new($"This model was trained on features that came with a benchmark's items; {source} has none of them.", "Use it with the folder that it was trained on.");
}
