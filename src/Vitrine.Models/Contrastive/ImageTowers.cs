using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Tensors;

namespace Vitrine.Models.Contrastive;

/// <summary>The kinds of image towers by name.</summary>
internal static class ImageTowers
{
    /// <summary>The small residual network, from nothing.</summary>
    public const string Small = "small";

    /// <summary>Whether the small network is learned: unless a training is told otherwise, or there are no pictures.</summary>
    public static bool IsSmall(ITrainingData data, TrainingRequest request) => request.ImageEncoder == Small || (request.ImageEncoder is null && data.Items.HasPhotos);

    /// <summary>Whether a published residual network is to learn.</summary>
    public static bool IsResNet(TrainingRequest request) => request is { FineTune: not null, ImageEncoder: { } encoder } && ResNet.IsOne(encoder);

    /// <summary>Whether a training sees pixels, which it varies, and not features or a CLIP's input.</summary>
    public static bool LearnsFromPixels(ITrainingData data, TrainingRequest request) => IsSmall(data, request) || IsResNet(request);

    /// <summary>
    /// What a model's card says of its image tower: <see cref="Small"/>, the name of a published network that learns on, or which features of the store
    /// (<see cref="StoreEncoders.VersionOf"/>).
    /// </summary>
    public static string Adopt(ITrainingData data, TrainingRequest request, ContrastivePreset preset)
    {
        if (IsSmall(data, request))
            return Small;
        if (IsResNet(request))
            return StoreEncoders.AdoptImages(data, request.ImageEncoder!);
        var features = StoreEncoders.Adopt(data, request.ImageEncoder, preset.SeesMirrored);
        using var owned = features as IDisposable;
        return StoreEncoders.VersionOf(features);
    }

    /// <summary>The tower of a model, untrained.</summary>
    public static ImageTower Open(ContrastiveModelSettings settings, string storePath, RandomSource random)
    {
        var preset = settings.Training;
        if (settings.ImageEncoder == Small)
            return new SmallTower(preset, random);
        return settings.FineTuning is { } fineTuning
            ? new ResNetTower(ResNet.LoadForLearning(StoreEncoders.RequireNetwork(storePath, settings.ImageEncoder), preset.Width, preset.Height), fineTuning, preset, random)
            : new PerceptronTower(StoreEncoders.Open(storePath, settings.ImageEncoder), preset, random);
    }
}
