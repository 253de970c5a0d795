using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;
using Vitrine.Models.FineGrained;
using Vitrine.Models.Hashing;
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
        TrainingOption.Bits, TrainingOption.Flat, TrainingOption.Epochs, TrainingOption.ImageEncoder, TrainingOption.Labels, TrainingOption.Resume, TrainingOption.From, TrainingOption.Hashing);

    public string DefaultName(TrainingRequest request) => request.From is { } from
        ? $"{from}-continued"
        : LabelOf(request.Preset, request.Flat, request.Hashing.BitSplit?.Sum() ?? request.Bits ?? DefaultBits, request.Labels, request.Hashing.Marks());

    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        if (!HashImages.Learns(request.Preset, PresetOf(request).Images, request.ImageEncoder))
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
        if (request.From is not null)
        {
            Continue(data, request, progress, cancellation);
            return;
        }

        int[] layers = request.Flat ? [data.Tree.Depth] : [.. Enumerable.Range(1, data.Tree.Depth)];
        preset = preset.With(request.Hashing, layers.Length);
        var order = request.Hashing.OrderWithin;
        if (order is not null && preset.Optimisation != HashOptimisation.Joint)
            throw new UsageException($"The preset {preset.Name} has no part that orders products of one category.", $"Leave out --order-within, or use --preset {Presets.Default}.");
        var parts = layers.Length + (order is null ? 0 : 1);
        var bits = BitsOf(request, parts);
        if (bits < parts || bits > MaxBits)
            throw new UsageException($"{bits} bits were asked for, for {parts} parts.", $"Use {parts} to {MaxBits} bits.");

        using var pairs = new TrainingPairs(data, HashImages.Of(data, request, preset.Images, cancellation), cancellation: cancellation);
        preset = preset with { Epochs = request.Epochs ?? preset.EpochsFor(pairs.Count) };
        var settings = new HashSettings(pairs.Inputs.Settings, request.Flat, pairs.TermsPerTitle, preset.Hidden, request.Hashing.BitSplit ?? Split(bits, layers.Length, preset, order),
            [.. layers.Select(data.Tree.ClassCount), .. order is null ? Array.Empty<int>() : [1]], preset, request.Labels, [.. request.Hashing.Marks()], order);
        using var model = new HashModel(settings, pairs.Inputs, RandomStreams.For(request.Seed, "weights"));
        var fineGrained = FineGrainedLabels.Of(data, request, preset.Epochs, progress, cancellation);
        var within = order is { } by ? WithinOrder.Of(by, data, data.TrainingPart(), pairs.Labels(pairs.Depth)) : null;
        using var run = new HiCHNetTraining(model, pairs, layers, preset, request.Seed, fineGrained, within);
        var card = TrainingCard.For(data, request, Name, settings, preset.Epochs) with
        {
            Layers = request.Flat ? null : data.Tree.Depth,
            Encoders = NetworkExtractor.NetworksOf(settings.Inputs.ImageSource),
        };
        LabelledTraining.Run(fineGrained, run, ModelDirectory.In(data.Path, request.Name), card, TrainedProducts.Of(data), request, progress, cancellation);
    }

    /// <summary>Goes on from an earlier model with what has come since.</summary>
    private void Continue(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (request.Labels is not null)
            throw new UsageException("A training that goes on takes each pair alike.", "Leave out --labels.");
        using var before = EarlierCodes.Open(data, request);
        int[] layers = before.Settings.Flat ? [data.Tree.Depth] : [.. Enumerable.Range(1, data.Tree.Depth)];
        using var pairs = new TrainingPairs(data, before.CopyOfImages(), before.Extended, cancellation);
        var preset = before.Settings.Training.With(request.Hashing, layers.Length) with { LearningRate = HiCHNetPreset.Default.LearningRate };
        var settings = before.Settings with { Inputs = pairs.Inputs.Settings, ClassesPerLayer = [.. layers.Select(data.Tree.ClassCount)], Training = preset };
        using var model = new HashModel(settings, pairs.Inputs, RandomStreams.For(request.Seed, "weights"));
        before.CopyTo(model);
        var (images, texts) = before.Hashes(pairs);
        var rows = data.TrainingPart();
        var known = before.Products?.Unseen(data.Items, rows).ToHashSet() ?? [];
        var earlier = new EarlierHashes(settings.BitsPerLayer, images, texts, Array.ConvertAll(rows, row => !known.Contains(row)));
        if (earlier.New.Length == 0)
            throw new UsageException($"'{request.From}' was trained on all {rows.Length:N0} training products of '{data.Path}'.", "Import what has come since, or leave out --from to train anew.");
        for (var k = 0; k < layers.Length; k++)
        {
            earlier.WriteMeans(pairs.Labels(layers[k]), k, model.Networks.Image.ClassifierOf(k).Weight, isImage: true);
            earlier.WriteMeans(pairs.Labels(layers[k]), k, model.Networks.Text.ClassifierOf(k).Weight, isImage: false);
        }

        using var run = new ContinuedTraining(model, pairs, layers, preset, earlier, request.Epochs, request.Seed);
        var card = TrainingCard.For(data, request, Name, settings, run.Epochs) with
        {
            Layers = settings.Flat ? null : data.Tree.Depth,
            Encoders = NetworkExtractor.NetworksOf(settings.Inputs.ImageSource),
            From = before.Origin,
        };
        Trainer.Run(run, ModelDirectory.In(data.Path, request.Name), card, TrainedProducts.Of(data).With(before.Products), request.Resume, progress, cancellation);
    }

    private static int[] Split(int bits, int layers, HiCHNetPreset preset, OrderWithin? order)
    {
        if (order is null)
            return SignCodes.SplitOverLayers(bits, layers, preset.FinestBitShare);
        var ofOrder = Math.Clamp((int)(bits * preset.OrderBitShare), 1, bits - layers);
        return [.. SignCodes.SplitOverLayers(bits - ofOrder, layers, preset.FinestBitShare), ofOrder];
    }

    private static int BitsOf(TrainingRequest request, int layers)
    {
        if (request.Hashing.BitSplit is not { } split)
            return request.Bits ?? DefaultBits;
        if (split.Count != layers || split.Any(bits => bits < 1) || (request.Bits is { } asked && asked != split.Sum()))
        {
            throw new UsageException($"The bits {string.Join(" + ", split)} were asked for{(request.Bits is { } sum ? $", {sum} in all" : "")}, for {layers} parts.",
                $"Give {layers} numbers of 1 or more, coarse layer first, and no other --bits: --bit-split 8,8,48");
        }

        return split.Sum();
    }

    private static HiCHNetPreset PresetOf(TrainingRequest request) => HiCHNetPreset.All.First(preset => preset.Name == request.Preset);

    /// <summary>What a model and its figures are called.</summary>
    internal static string LabelOf(string preset, bool flat, int bits, TrainingLabels? labels, IEnumerable<string>? marks = null) =>
        ModelNames.Of(MethodName, new TrainingRequest("") { Preset = preset, Labels = labels }, [.. flat ? ["flat"] : Array.Empty<string>(), .. marks ?? [], $"{bits}"]);

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card)
    {
        var settings = card.Unpack<HashSettings>();
        var model = new HashModel(settings, FeatureInputs.Open(directory, settings.Inputs), RandomStreams.For(card.Seed, "weights"));
        directory.ReadWeights(card, model);
        return model;
    }
}
