using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Photos;

/// <summary>Cheap features that tell photos apart, and a count of the photos that were computed.</summary>
internal sealed class CountingExtractor(int dimensions = 5, string version = "1") : IFeatureExtractor
{
    private int photos;

    /// <summary>Photos computed so far.</summary>
    public int Photos => photos;

    /// <summary>Called with the number of photos computed, before each.</summary>
    public Action<int>? Before { get; init; }

    public string Name => "counting";

    public string Version => version;

    public int Dimensions => dimensions;

    public void Extract(ReadOnlySpan<byte> file, Span<float> features)
    {
        var done = Interlocked.Increment(ref photos) - 1;
        Before?.Invoke(done);
        var header = ImageHeader.Read(file);
        for (var i = 0; i < features.Length; i++)
            features[i] = header.Width + 1000 * i + header.Height / 1000f;
    }

    /// <summary>What it gives for each number of a <see cref="PhotoShop"/>, one after the other.</summary>
    public float[] Of(params IEnumerable<int> numbers)
    {
        var all = new List<float>();
        foreach (var number in numbers)
        {
            var features = new float[Dimensions];
            new CountingExtractor(Dimensions, Version).Extract(PhotoShop.Photo(number), features);
            all.AddRange(features);
        }

        return [.. all];
    }
}
