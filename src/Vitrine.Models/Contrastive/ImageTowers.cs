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

    private const string SmallAnd = $"{Small}+";

    /// <summary>Whether the small network is learned: unless a training is told otherwise, or there are no pictures.</summary>
    public static bool IsSmall(ITrainingData data, TrainingRequest request) =>
        request.ImageEncoder is null ? data.Items.HasPhotos : request.ImageEncoder == Small || FeaturesBeside(request.ImageEncoder) is not null;

    /// <summary>What stands beside the small network, such as a folder in "small+FOLDER"; null: nothing.</summary>
    public static string? FeaturesBeside(string imageEncoder) => imageEncoder.StartsWith(SmallAnd, StringComparison.Ordinal) ? imageEncoder[SmallAnd.Length..] : null;

    /// <summary>The name for the small network and something beside it.</summary>
    public static string WithSmall(string features) => SmallAnd + features;

    /// <summary>The networks of a store that a tower stands on, by what a card says of it.</summary>
    public static string? NetworkOf(string imageEncoder) => NetworkExtractor.NetworkOf(FeaturesBeside(imageEncoder) ?? imageEncoder);

    /// <summary>Whether a published residual network is to learn.</summary>
    public static bool IsResNet(TrainingRequest request) => request is { FineTune: not null, ImageEncoder: { } encoder } && LearningResNet.IsOne(encoder);

    /// <summary>Whether a training sees pixels, which it varies, and not features or a CLIP's input.</summary>
    public static bool LearnsFromPixels(ITrainingData data, TrainingRequest request) => IsSmall(data, request) || IsResNet(request);

    /// <summary>
    /// What a model's card says of its image tower: <see cref="Small"/>, the name of a published network that learns on, or which features of the store
    /// (<see cref="StoreEncoders.VersionOf"/>).
    /// </summary>
    public static string Adopt(ITrainingData data, TrainingRequest request, ContrastivePreset preset)
    {
        if (request.ImageEncoder is { } both && FeaturesBeside(both) is { } network)
            return WithSmall(AdoptFeatures(data, network, preset));
        if (IsSmall(data, request))
            return Small;
        if (IsResNet(request))
            return StoreEncoders.AdoptImages(data, request.ImageEncoder!);
        return AdoptFeatures(data, request.ImageEncoder, preset);
    }

    /// <summary>The tower of a model, untrained.</summary>
    public static ImageTower Open(ContrastiveModelSettings settings, string storePath, RandomSource random)
    {
        var preset = settings.Training;
        if (settings.ImageEncoder == Small)
            return new SmallTower(preset, random);
        if (FeaturesBeside(settings.ImageEncoder) is { } beside)
            return new SumTower(new SmallTower(preset, random), new PerceptronTower(StoreEncoders.Open(storePath, beside), preset, random));
        return settings.FineTuning is { } fineTuning
            ? new ResNetTower(LearningResNet.Load(StoreEncoders.RequireNetwork(storePath, settings.ImageEncoder), preset.Width, preset.Height), fineTuning, preset, random)
            : new PerceptronTower(StoreEncoders.Open(storePath, settings.ImageEncoder), preset, random);
    }

    private static string AdoptFeatures(ITrainingData data, string? network, ContrastivePreset preset)
    {
        var features = StoreEncoders.Adopt(data, network, preset.SeesMirrored);
        using var owned = features as IDisposable;
        return StoreEncoders.VersionOf(features);
    }
}
