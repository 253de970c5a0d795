using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Encoders;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.HiCHNet;

/// <summary><c>train --method hichnet</c>: layered codes on given features.</summary>
public sealed class HiCHNetMethod : IMethod
{
    internal const string MethodName = "hichnet";

    private const int DefaultBits = 64;
    private const int MaxBits = 4096; // beyond any published length; guards against a slip of the finger
    private const int MinimumCount = 2;

    public string Name => MethodName;

    public IReadOnlyList<string> Presets { get; } = [.. HiCHNetPreset.All.Select(preset => preset.Name)];

    public bool GivesCodes => true;

    public void Train(CatalogueStore store, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        this.CheckPreset(request);
        Train(store, request, HiCHNetPreset.All.First(preset => preset.Name == request.Preset), progress, cancellation);
    }

    internal void Train(CatalogueStore store, TrainingRequest request, HiCHNetPreset preset,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        int[] layers = request.Flat ? [store.Tree.Depth] : [.. Enumerable.Range(1, store.Tree.Depth)];
        var bits = request.Bits ?? DefaultBits;
        if (request.Epochs < 1)
            throw new UsageException($"{request.Epochs} epochs were asked for.", "Train for 1 or more.");
        if (bits < layers.Length || bits > MaxBits)
            throw new UsageException($"{bits} bits were asked for, for {layers.Length} layers.", $"Use {layers.Length} to {MaxBits} bits.");

        using var pairs = new TrainingPairs(store, request.ImageEncoder, TermWeighting.Binary, MinimumCount, cancellation);
        preset = preset with { Epochs = request.Epochs ?? preset.EpochsFor(pairs.Count) };
        var settings = new HashSettings(pairs.Inputs.Settings, request.Flat, pairs.TermsPerTitle, preset.Hidden, SignCodes.SplitOverLayers(bits, layers.Length, preset.FinestBitShare),
            [.. layers.Select(store.Tree.ClassCount)], preset);
        using var model = new HashModel(settings, pairs.Inputs, RandomStreams.For(request.Seed, "weights"));
        using var run = new HiCHNetTraining(model, pairs, layers, preset, request.Seed);
        Trainer.Run(run, ModelDirectory.Of(store, request.Name), ModelCard.For(store, request, Name, settings, preset.Epochs), request.Resume, progress, cancellation);
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card)
    {
        var settings = card.Unpack<HashSettings>();
        var model = new HashModel(settings, FeatureInputs.Open(directory, settings.Inputs), RandomStreams.For(card.Seed, "weights"));
        directory.ReadWeights(card, model);
        return model;
    }
}
