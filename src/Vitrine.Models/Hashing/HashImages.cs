using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Training;

namespace Vitrine.Models.Hashing;

/// <summary>What deep hashing methods see of photos.</summary>
internal static class HashImages
{
    /// <summary>Whether the image encoder learns with the rest: a CNN-F does, where features would be taken as they are.</summary>
    /// <exception cref="UsageException">A network without weights was asked for where it would not learn.</exception>
    public static bool Learns(string preset, ImageInputKind images, string? imageEncoder)
    {
        if (images == ImageInputKind.Raw)
            return CnnFImages.IsOne(imageEncoder);
        if (imageEncoder != CnnFImages.FromNothing)
            return false;
        throw new UsageException(
            $"The preset {preset} takes what a network says of photos as it is; {CnnFImages.FromNothing} has learned nothing yet.",
            $"Train it with --preset {Presets.Paper}, or name the folder of a published network.");
    }

    /// <inheritdoc cref="Learns" path="/exception"/>
    public static ImageInput Of(ITrainingData data, TrainingRequest request, ImageInputKind images, CancellationToken cancellation)
    {
        if (Learns(request.Preset, images, request.ImageEncoder))
            return CnnFImages.Adopt(data, request.ImageEncoder!, RandomStreams.For(request.Seed, "image network"));
        return images == ImageInputKind.Raw
            ? FeatureImages.Raw(data, request.ImageEncoder)
            : FeatureImages.Whitened(data, request.ImageEncoder, cancellation);
    }
}
