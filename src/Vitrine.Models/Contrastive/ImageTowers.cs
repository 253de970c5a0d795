using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Tensors;

namespace Vitrine.Models.Contrastive;

/// <summary>The kinds of image towers by name.</summary>
internal static class ImageTowers
{
    /// <summary>The small residual network, from nothing.</summary>
    public const string Small = "small";

    /// <summary>Whether a training learns from pixels: unless it is told otherwise, or there are none.</summary>
    public static bool IsSmall(ITrainingData data, TrainingRequest request) => request.ImageEncoder == Small || (request.ImageEncoder is null && data.Items.HasPhotos);

    /// <summary>What a model's card says of its image tower: <see cref="Small"/>, or which features of the store (<see cref="StoreEncoders.VersionOf"/>).</summary>
    public static string Adopt(ITrainingData data, TrainingRequest request, ContrastivePreset preset)
    {
        if (IsSmall(data, request))
            return Small;
        var features = StoreEncoders.Adopt(data, request.ImageEncoder, preset.SeesMirrored);
        using var owned = features as IDisposable;
        return StoreEncoders.VersionOf(features);
    }

    /// <summary>The tower of a model, untrained.</summary>
    public static ImageTower Open(string imageEncoder, ContrastivePreset preset, string storePath, RandomSource random) => imageEncoder switch
    {
        Small => new SmallTower(preset, random),
        var features => new PerceptronTower(StoreEncoders.Open(storePath, features), preset, random),
    };
}
