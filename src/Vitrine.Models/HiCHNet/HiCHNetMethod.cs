using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Files;
using Vitrine.Models.Training;
using Vitrine.Models.TwoSided;

namespace Vitrine.Models.HiCHNet;

/// <summary><c>train --method hichnet</c>: layered codes on given features.</summary>
public sealed class HiCHNetMethod : IMethod
{
    internal const string MethodName = "hichnet";

    private const int DefaultBits = 64;
    private const int MaxBits = 4096; // beyond any published length; guards against a slip of the finger
    private const int MinimumCount = 2;

    public string Name => MethodName;

    public MethodOptions Options { get; } = new([.. HiCHNetPreset.All.Select(preset => preset.Name)],
        TrainingOption.Bits, TrainingOption.Flat, TrainingOption.Epochs, TrainingOption.ImageEncoder, TrainingOption.Resume);

    public string DefaultName(TrainingRequest request) => LabelOf(request.Flat, request.Bits ?? DefaultBits);

    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        StoreEncoders.Prepare(data, request.ImageEncoder, progress: progress, cancellation: cancellation);

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        Train(data, request, HiCHNetPreset.All.First(preset => preset.Name == request.Preset), progress, cancellation);
    }

    internal void Train(ITrainingData data, TrainingRequest request, HiCHNetPreset preset,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        int[] layers = request.Flat ? [data.Tree.Depth] : [.. Enumerable.Range(1, data.Tree.Depth)];
        var bits = request.Bits ?? DefaultBits;
        if (bits < layers.Length || bits > MaxBits)
            throw new UsageException($"{bits} bits were asked for, for {layers.Length} layers.", $"Use {layers.Length} to {MaxBits} bits.");

        using var pairs = new TrainingPairs(data, request.ImageEncoder, TermWeighting.Binary, MinimumCount, cancellation);
        preset = preset with { Epochs = request.Epochs ?? preset.EpochsFor(pairs.Count) };
        var settings = new HashSettings(pairs.Inputs.Settings, request.Flat, pairs.TermsPerTitle, preset.Hidden, SignCodes.SplitOverLayers(bits, layers.Length, preset.FinestBitShare),
            [.. layers.Select(data.Tree.ClassCount)], preset);
        using var model = new HashModel(settings, pairs.Inputs, RandomStreams.For(request.Seed, "weights"));
        using var run = new HiCHNetTraining(model, pairs, layers, preset, request.Seed);
        Trainer.Run(run, ModelDirectory.In(data.Path, request.Name), TrainingCard.For(data, request, Name, settings, preset.Epochs), request.Resume, progress, cancellation);
    }

    /// <summary>What a model and its figures are called.</summary>
    internal static string LabelOf(bool flat, int bits) => flat ? $"{MethodName}-flat-{bits}" : $"{MethodName}-{bits}";

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card)
    {
        var settings = card.Unpack<HashSettings>();
        var model = new HashModel(settings, FeatureInputs.Open(directory, settings.Inputs), RandomStreams.For(card.Seed, "weights"));
        directory.ReadWeights(card, model);
        return model;
    }
}
