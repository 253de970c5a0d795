using Vitrine.Tensors;

namespace Vitrine.Models.Encoders.Published;

/// <summary>One vector per photo: what a published network makes of the whole picture.</summary>
/// <param name="folder">As for <see cref="ImageNetwork.Load"/>, whose errors apply.</param>
public sealed class NetworkFeatures(string folder) : NetworkExtractor(folder)
{
    public override int Dimensions => Network.Dimensions;

    private protected override void Compute(Tensor pixels, Span<float> features) => Network.Forward(pixels).Vectors.Data.CopyTo(features);
}
