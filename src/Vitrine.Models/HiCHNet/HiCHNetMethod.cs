using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;
using Vitrine.Models.FineGrained;
using Vitrine.Models.Training;
using Vitrine.Models.TwoSided;

namespace Vitrine.Models.HiCHNet;

/// <summary><c>train --method hichnet</c>: layered codes.</summary>
public sealed class HiCHNetMethod : IMethod
{
    internal const string MethodName = "hichnet";

    private const int DefaultBits = 64;
    private const int MaxBits = 4096; // beyond any published length; guards against a slip of the finger

    public string Name => MethodName;

    public MethodOptions Options { get; } = new([.. HiCHNetPreset.All.Select(preset => preset.Name)],
        TrainingOption.Bits, TrainingOption.Flat, TrainingOption.Epochs, TrainingOption.ImageEncoder, TrainingOption.Labels, TrainingOption.Resume);

    public string DefaultName(TrainingRequest request) => LabelOf(request.Preset, request.Flat, request.Bits ?? DefaultBits, request.Labels);

    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        if (!Learns(PresetOf(request), request))
            StoreEncoders.Prepare(data, request.ImageEncoder, progress: progress, cancellation: cancellation);
    }

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        Train(data, request, PresetOf(request), progress, cancellation);
    }

    internal void Train(ITrainingData data, TrainingRequest request, HiCHNetPreset preset,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        int[] layers = request.Flat ? [data.Tree.Depth] : [.. Enumerable.Range(1, data.Tree.Depth)];
        var bits = request.Bits ?? DefaultBits;
        if (bits < layers.Length || bits > MaxBits)
            throw new UsageException($"{bits} bits were asked for, for {layers.Length} layers.", $"Use {layers.Length} to {MaxBits} bits.");

        using var pairs = new TrainingPairs(data, ImagesOf(data, preset, request, cancellation), cancellation: cancellation);
        preset = preset with { Epochs = request.Epochs ?? preset.EpochsFor(pairs.Count) };
        var settings = new HashSettings(pairs.Inputs.Settings, request.Flat, pairs.TermsPerTitle, preset.Hidden, SignCodes.SplitOverLayers(bits, layers.Length, preset.FinestBitShare),
            [.. layers.Select(data.Tree.ClassCount)], preset, request.Labels);
        using var model = new HashModel(settings, pairs.Inputs, RandomStreams.For(request.Seed, "weights"));
        var fineGrained = FineGrainedLabels.Of(data, request, preset.Epochs, progress, cancellation);
        using var run = new HiCHNetTraining(model, pairs, layers, preset, request.Seed, fineGrained);
        var card = TrainingCard.For(data, request, Name, settings, preset.Epochs) with
        {
            Layers = request.Flat ? null : data.Tree.Depth,
            Encoders = NetworkExtractor.NetworksOf(settings.Inputs.ImageSource),
        };
        LabelledTraining.Run(fineGrained, run, ModelDirectory.In(data.Path, request.Name), card, TrainedProducts.Of(data), request, progress, cancellation);
    }

    private static HiCHNetPreset PresetOf(TrainingRequest request) => HiCHNetPreset.All.First(preset => preset.Name == request.Preset);

    /// <summary>Whether the image encoder learns with the rest: a CNN-F does, where features would be taken as they are.</summary>
    /// <exception cref="UsageException">A network without weights was asked for where it would not learn.</exception>
    private static bool Learns(HiCHNetPreset preset, TrainingRequest request)
    {
        if (preset.Images == ImageInputKind.Raw)
            return CnnFImages.IsOne(request.ImageEncoder);
        if (request.ImageEncoder != CnnFImages.FromNothing)
            return false;
        throw new UsageException(
            $"The preset {preset.Name} takes what a network says of photos as it is; {CnnFImages.FromNothing} has learned nothing yet.",
            $"Train it with --preset {Presets.Paper}, or name the folder of a published network.");
    }

    private static ImageInput ImagesOf(ITrainingData data, HiCHNetPreset preset, TrainingRequest request, CancellationToken cancellation)
    {
        if (Learns(preset, request))
            return CnnFImages.Adopt(data, request.ImageEncoder!, RandomStreams.For(request.Seed, "image network"));
        return preset.Images == ImageInputKind.Raw
            ? FeatureImages.Raw(data, request.ImageEncoder)
            : FeatureImages.Whitened(data, request.ImageEncoder, cancellation);
    }

    /// <summary>What a model and its figures are called.</summary>
    internal static string LabelOf(string preset, bool flat, int bits, TrainingLabels? labels) =>
        ModelNames.Of(MethodName, new TrainingRequest("") { Preset = preset, Labels = labels }, flat ? ["flat", $"{bits}"] : [$"{bits}"]);

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card)
    {
        var settings = card.Unpack<HashSettings>();
        var model = new HashModel(settings, FeatureInputs.Open(directory, settings.Inputs), RandomStreams.For(card.Seed, "weights"));
        directory.ReadWeights(card, model);
        return model;
    }
}
