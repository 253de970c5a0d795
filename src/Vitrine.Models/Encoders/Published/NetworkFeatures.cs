using Vitrine.Tensors;

namespace Vitrine.Models.Encoders.Published;

/// <summary>One vector per photo: what a published network makes of the whole picture.</summary>
/// <param name="folder">As for <see cref="ImageNetworks.Load"/>, whose errors apply.</param>
/// <param name="withMirrored">As for <see cref="NetworkExtractor"/>.</param>
public sealed class NetworkFeatures(string folder, bool withMirrored = false) : NetworkExtractor(folder, Suffix, withMirrored)
{
    private const string Suffix = "";

    public override int Dimensions => Network.Dimensions;

    /// <inheritdoc cref="NetworkExtractor.Parse"/>
    internal static (string Network, bool WithMirrored) Parse(string name) => Parse(name, Suffix)!.Value;

    private protected override void Compute(Tensor pixels, Span<float> features)
    {
        var vectors = Network.Forward(pixels).Vectors;
        if (WithMirrored)
            vectors = (vectors + Network.Forward(ImageNetwork.Mirrored(pixels)).Vectors) / 2;
        vectors.Data.CopyTo(features);
    }
}
