using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.FineGrained;
using Vitrine.Models.Training;
using Vitrine.Onnx.Encoders;

namespace Vitrine.Models.Contrastive;

/// <summary><c>train --method contrastive</c>: stages 1 and 2 of progressive learning, two towers on a shop's own pairs of photo and title.</summary>
public sealed class ContrastiveMethod : IMethod
{
    internal const string MethodName = "contrastive";

    public string Name => MethodName;

    public MethodOptions Options { get; } = new([.. ContrastivePreset.All.Select(preset => preset.Name)],
        TrainingOption.Epochs, TrainingOption.ImageEncoder, TrainingOption.TextEncoder, TrainingOption.FineTune, TrainingOption.WordVectors, TrainingOption.From, TrainingOption.Labels, TrainingOption.Resume)
    {
        Variants = [.. ContrastiveVariant.Names],
    };

    public string DefaultName(TrainingRequest request) => LabelOf(request);

    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        request = EarlierStage.Of(data, request)?.Complete(request, data.Path) ?? request;
        if (request.TextEncoder is { } texts)
            OnnxTextEncoder.Open(texts).Dispose(); // complains before photos are decoded for hours
        var preset = PresetOf(data, request);
        if (request.FineTune is FineTuning.Last or FineTuning.All && !ImageTowers.IsResNet(request))
            return; // photos go through the network anew in each epoch
        if (ImageTowers.LearnsFromPixels(data, request))
            data.Items.Photos(preset.Width, preset.Height, progress, cancellation).Dispose();
        var isSmallAlone = request.ImageEncoder is null || ImageTowers.FeaturesBeside(request.ImageEncoder) is null;
        if (!isSmallAlone || !ImageTowers.LearnsFromPixels(data, request))
            StoreEncoders.Prepare(data, request.ImageEncoder is { } encoder ? ImageTowers.FeaturesBeside(encoder) ?? encoder : null, preset.SeesMirrored, progress, cancellation);
    }

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        var stage = EarlierStage.Of(data, request);
        request = stage?.Complete(request, data.Path) ?? request;
        Train(data, request, PresetOf(data, request), stage, progress, cancellation);
    }

    internal void Train(ITrainingData data, TrainingRequest request, ContrastivePreset preset,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var stage = EarlierStage.Of(data, request);
        Train(data, stage?.Complete(request, data.Path) ?? request, preset, stage, progress, cancellation);
    }

    private void Train(ITrainingData data, TrainingRequest request, ContrastivePreset preset, EarlierStage? stage,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var rows = data.TrainingPart();
        var labels = ProductLabels.Of(data, rows);
        string[] titles = [.. data.Items.Titles(rows)];
        var heads = preset.HeadWeight > 0 ? labels.Heads : [];
        var isClip = request.FineTune is not null && !ImageTowers.LearnsFromPixels(data, request);
        var (text, start) = !isClip ? TextOf(data, request, preset, titles, stage, cancellation) : (null, null);
        var encoder = isClip ? ClipMethod.Adopt(data, request.ImageEncoder!) : ImageTowers.Adopt(data, request, preset);
        var settings = new ContrastiveModelSettings(encoder, text, heads, preset, LabelOf(request), request.FineTune);
        stage?.Check(settings);
        using var model = NewModel(settings, data.Path, request.Seed);
        if (start is not null)
            model.Text.StartFrom(start);
        stage?.CopyTo(model);
        var pairs = new ContrastivePairs(titles, labels, model.Text);
        model.Text.Remember(pairs.AllTexts, progress, cancellation);
        var batches = new TrainingBatches(rows, preset.Batch, request.Seed);
        var fineGrained = FineGrainedLabels.Of(data, request, preset.Epochs, progress, cancellation);
        using var run = new ContrastiveTraining(model, pairs, preset, batches, fineGrained, model.Image.OpenForTraining(data.Items, preset, batches, cancellation));
        var directory = ModelDirectory.In(data.Path, request.Name);
        directory.DeleteImageEncoder();
        var card = TrainingCard.For(data, request, Name, settings, preset.Epochs) with
        {
            Encoders = NetworkExtractor.NetworksOf(ImageTowers.NetworkOf(settings.ImageEncoder), settings.Text?.Published),
            From = stage?.Origin,
        };
        LabelledTraining.Run(fineGrained, run, directory, card, TrainedProducts.Of(data).With(stage?.Products), request, progress, cancellation);
        model.Image.SaveNetwork(directory.ImageEncoderPath);
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card) => directory.Restore(card, NewModel(card.Unpack<ContrastiveModelSettings>(), directory.StorePath, card.Seed));

    private static string LabelOf(TrainingRequest request) =>
        ModelNames.Of(MethodName, request, request.FineTune is { } fineTuning ? [fineTuning.ToString().ToLowerInvariant()] : []);

    private static ContrastivePreset PresetOf(ITrainingData data, TrainingRequest request)
    {
        var preset = ContrastivePreset.All.First(known => known.Name == request.Preset);
        if (request.FineTune is { } learned && ImageTowers.IsResNet(request))
        {
            preset = preset.ForResNet(learned);
        }
        else if (request.FineTune is { } fineTuning)
        {
            if (ImageTowers.IsSmall(data, request))
                throw new UsageException("Only a published network can be fine-tuned.", "Name the folder of a CLIP or of a ResNet: --image-encoder DIR");
            if (request.WordVectors is not null)
                throw new UsageException("CLIP reads pieces of words, which known word vectors do not have.", "Leave out --word-vectors.");
            preset = preset.For(fineTuning);
        }
        else if (!ImageTowers.IsSmall(data, request))
        {
            preset = preset.ForFixedFeatures();
        }
        else if (request.ImageEncoder is { } encoder && ImageTowers.FeaturesBeside(encoder) is not null)
        {
            preset = preset.ForFeaturesBeside();
        }

        preset = ContrastiveVariant.Apply(preset, request.Variant);
        if (ImageTowers.LearnsFromPixels(data, request))
        {
            // A network that learns from pixels sees photos in the proportions that the shop's have.
            var (width, height) = data.Items.PhotoSize(preset.Width * preset.Height);
            preset = preset with { Width = width, Height = height };
        }

        if (request.FineTune is not null && !ImageTowers.LearnsFromPixels(data, request) && (preset.TextEncoder != TextEncoderKind.Mean || request.TextEncoder is not null))
            throw new UsageException("CLIP has a text tower of its own.", "Leave out --text-encoder, and the text encoder in --variant.");
        return preset with { Epochs = request.Epochs ?? preset.Epochs };
    }

    /// <summary>A model of some settings with its first weights.</summary>
    internal static ContrastiveModel NewModel(ContrastiveModelSettings settings, string storePath, ulong seed)
    {
        var random = RandomStreams.For(seed, "weights");
        return new ContrastiveModel(settings, Towers.Open(settings, storePath, random), random);
    }

    private static (TextEncoderSettings Settings, WordVectors? Start) TextOf(
        ITrainingData data, TrainingRequest request, ContrastivePreset preset, string[] titles, EarlierStage? stage, CancellationToken cancellation)
    {
        var vocabulary = preset.MinimumPairCount > 0 && preset.TextEncoder == TextEncoderKind.Mean
            ? Vocabulary.BuildWithPairs(titles, preset.MinimumCount, preset.MinimumPairCount)
            : Vocabulary.Build(titles, preset.MinimumCount);
        vocabulary = stage?.Extend(vocabulary) ?? vocabulary;
        var start = request.WordVectors is null
            ? null
            : WordStart.Open(request.WordVectors, vocabulary, titles, preset.WordDimensions, isFixed: false, request.Seed, cancellation);
        var settings = new TextEncoderSettings(preset.TextEncoder, vocabulary, stage?.WordDimensions ?? start?.Origin.Dimensions ?? preset.WordDimensions, preset.Dimensions)
        {
            WordVectors = start?.Origin,
            Published = request.TextEncoder is { } network ? StoreEncoders.AdoptTexts(data, network) : null,
        };
        return (settings, start?.Vectors);
    }
}
