using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Images;
using Vitrine.Tensors;

namespace Vitrine.Models.Encoders.Published;

/// <summary>
/// What a frozen image network says of photos, as features that other networks learn on. What exactly is taken of it, a derived class says. Optionally the mean
/// over a photo and its mirror image (our option): twice the work, for features that depend less on what the network made of one view.
/// </summary>
public abstract class NetworkExtractor : IBatchFeatureExtractor, IDisposable
{
    // Larger ones are not faster: the filters' share of the memory traffic is small by then.
    private const int PhotosPerBatch = 32;

    private const string MirroredSuffix = "-mirrored";
    private readonly string suffix;

    /// <param name="folder">Of the network.</param>
    /// <param name="suffix">Follows the network's name in <see cref="Name"/>.</param>
    /// <param name="withMirrored">Whether photos are seen as in a mirror too.</param>
    private protected NetworkExtractor(string folder, string suffix, bool withMirrored)
    {
        (this.suffix, WithMirrored) = (suffix, withMirrored);
        Network = ImageNetworks.Load(folder);
        NetworkName = NetworkFiles.OfImages(folder).Name;
    }

    /// <summary>The network's kind and a part of its files' hash: other weights or another preparation have another name.</summary>
    public string NetworkName { get; }

    public string Name => NetworkName + (WithMirrored ? MirroredSuffix : "") + suffix;

    public string Version => "1";

    public abstract int Dimensions { get; }

    public int BatchSize => PhotosPerBatch;

    public int InputLength => Network.Preprocessing.Length;

    private protected ImageNetwork Network { get; }

    private protected bool WithMirrored { get; }

    public void Prepare(ReadOnlySpan<byte> file, Span<float> input) => Network.Preprocessing.Prepare(ImageDecoder.Decode(file), input);

    public void Extract(Tensor inputs, Span<float> features)
    {
        using var scope = Scope.Begin(recordGradients: false);
        var pixels = inputs.Reshape([inputs.Shape[0], 3, Network.Preprocessing.Height, Network.Preprocessing.Width]);
        Compute(pixels, features);
    }

    public void Extract(ReadOnlySpan<byte> file, Span<float> features)
    {
        using var scope = Scope.Begin(recordGradients: false);
        var input = Tensor.Empty([1, InputLength]);
        Prepare(file, input.Data);
        Extract(input, features);
    }

    public void Dispose()
    {
        Network.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Computes the features of a batch.</summary>
    /// <param name="pixels">[batch, 3, height, width], as <see cref="Prepare"/> makes them.</param>
    /// <param name="features">[batch, <see cref="Dimensions"/>], overwritten.</param>
    private protected abstract void Compute(Tensor pixels, Span<float> features);

    /// <summary>What a <see cref="Name"/> says: whose features, and whether of mirrored photos too; null where it has another suffix.</summary>
    private protected static (string Network, bool WithMirrored)? Parse(string name, string suffix)
    {
        if (!name.EndsWith(suffix, StringComparison.Ordinal))
            return null;
        name = name[..^suffix.Length];
        return name.EndsWith(MirroredSuffix, StringComparison.Ordinal) ? (name[..^MirroredSuffix.Length], true) : (name, false);
    }

    /// <summary>Whose features they are, by a model card's words for them ("resnet-0123456789ab-mirrored/1", "clip-0123456789ab"); null: no published network's.</summary>
    internal static string? NetworkOf(string features)
    {
        var name = features.Split('/')[0];
        var network = (NetworkRegionFeatures.Parse(name) ?? NetworkFeatures.Parse(name)).Network;
        return NetworkFiles.IsName(network) ? network : null;
    }

    /// <summary>Those of <see cref="NetworkOf"/> for some features, each once; null stands for none.</summary>
    internal static IReadOnlyList<string> NetworksOf(params IReadOnlyList<string?> features) =>
        [.. features.OfType<string>().Select(NetworkOf).OfType<string>().Distinct(StringComparer.Ordinal)];
}
