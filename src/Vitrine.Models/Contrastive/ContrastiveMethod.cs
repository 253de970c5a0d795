using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.Contrastive;

/// <summary><c>train --method contrastive</c>: stages 1 and 2 of progressive learning, two towers on a shop's own pairs of photo and title.</summary>
public sealed class ContrastiveMethod : IMethod
{
    internal const string MethodName = "contrastive";

    public string Name => MethodName;

    public IReadOnlyList<string> Presets { get; } = [.. ContrastivePreset.All.Select(preset => preset.Name)];

    public IReadOnlyList<string> Variants { get; } = [.. ContrastiveVariant.Names];

    public bool LearnsWords => true;

    public void Prepare(CatalogueStore store, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var preset = PresetOf(store, request);
        if (request.FineTune is FineTuning.Last or FineTuning.All)
            return; // photos go through the network anew in each epoch
        if (ImageTowers.IsSmall(request))
            PixelTable.Open(store, preset.Width, preset.Height, progress, cancellation).Dispose();
        else
            StoreEncoders.Prepare(store, request.ImageEncoder, preset.SeesMirrored, progress, cancellation);
    }

    public void Train(CatalogueStore store, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(store, request, PresetOf(store, request), progress, cancellation);

    internal void Train(CatalogueStore store, TrainingRequest request, ContrastivePreset preset,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        Product[] products = [.. store.Products().Where(product => product.Part == Part.Train)];
        if (products.Length < 2)
        {
            throw new CatalogueException($"The training part of '{store.Path}' has {products.Length} products; there is nothing to learn from.",
                "Import a catalogue of at least some hundred products.");
        }

        var labels = ProductLabels.Of(store, products);
        string[] titles = [.. products.Select(product => product.Title)];
        var heads = preset.HeadWeight > 0 ? labels.Heads : [];
        var (text, start) = request.FineTune is null ? TextOf(request, preset, titles, cancellation) : (null, null);
        var settings = request.FineTune is { } fineTuning
            ? new ContrastiveModelSettings(ClipMethod.Adopt(store, request.ImageEncoder!), null, heads, preset, fineTuning)
            : new ContrastiveModelSettings(ImageTowers.Adopt(store, request, preset), text, heads, preset);
        using var model = NewModel(settings, store.Path, request.Seed);
        if (start is not null)
            model.Text.StartFrom(start);
        var pairs = new ContrastivePairs(products, labels, model.Text);
        if (model.Text is FrozenClipText frozen)
            frozen.Remember(pairs.AllTexts, progress, cancellation);
        var batches = new TrainingBatches([.. products.Select(product => product.Row)], preset.Batch, request.Seed);
        using var run = new ContrastiveTraining(model, pairs, preset, batches,
            model.Image.OpenForTraining(store, preset, batches, cancellation));
        var directory = ModelDirectory.Of(store, request.Name);
        directory.DeleteImageEncoder();
        Trainer.Run(run, directory, ModelCard.For(store, request, Name, settings, preset.Epochs), request.Resume, progress, cancellation);
        if (model.Image is SmallTower tower)
            tower.Network.Save(directory.ImageEncoderPath);
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card)
    {
        var model = NewModel(card.Unpack<ContrastiveModelSettings>(), directory.StorePath, card.Seed);
        try
        {
            directory.ReadWeights(card, model);
            model.Eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    // A network that learns from pixels sees photos in the proportions that the store's have.
    private ContrastivePreset PresetOf(CatalogueStore store, TrainingRequest request)
    {
        var preset = PresetOf(request);
        if (!ImageTowers.IsSmall(request))
            return preset;
        var (width, height) = PhotoProportions.SizeOf(store, preset.Width * preset.Height);
        return preset with { Width = width, Height = height };
    }

    private ContrastivePreset PresetOf(TrainingRequest request)
    {
        this.CheckPreset(request);
        var preset = ContrastivePreset.All.First(known => known.Name == request.Preset);
        if (request.FineTune is { } fineTuning)
        {
            if (ImageTowers.IsSmall(request))
                throw new UsageException("Only a published network can be fine-tuned.", "Name the folder of a CLIP: --image-encoder DIR");
            if (request.WordVectors is not null)
                throw new UsageException("CLIP reads pieces of words, which known word vectors do not have.", "Leave out --word-vectors.");
            preset = preset.For(fineTuning);
        }
        else if (!ImageTowers.IsSmall(request))
        {
            preset = preset.ForFixedFeatures();
        }

        preset = ContrastiveVariant.Apply(preset, request.Variant);
        if (request.FineTune is not null && preset.TextEncoder != TextEncoderKind.Mean)
            throw new UsageException("CLIP has a text tower of its own.", "Leave the text encoder out of --variant.");
        preset = preset with { Epochs = request.Epochs ?? preset.Epochs };
        return preset.Epochs >= 1 ? preset : throw new UsageException($"{preset.Epochs} epochs were asked for.", "Train for 1 or more.");
    }

    private static ContrastiveModel NewModel(ContrastiveModelSettings settings, string storePath, ulong seed)
    {
        var random = RandomStreams.For(seed, "weights");
        return new ContrastiveModel(settings, Towers.Open(settings, storePath, random), random);
    }

    private static (TextEncoderSettings Settings, WordVectors? Start) TextOf(
        TrainingRequest request, ContrastivePreset preset, string[] titles, CancellationToken cancellation)
    {
        var vocabulary = preset.MinimumPairCount > 0 && preset.TextEncoder == TextEncoderKind.Mean
            ? Vocabulary.BuildWithPairs(titles, preset.MinimumCount, preset.MinimumPairCount)
            : Vocabulary.Build(titles, preset.MinimumCount);
        var start = request.WordVectors is null
            ? null
            : WordStart.Open(request.WordVectors, vocabulary, titles, preset.WordDimensions, isFixed: false, request.Seed, cancellation);
        var settings = new TextEncoderSettings(preset.TextEncoder, vocabulary, start?.Origin.Dimensions ?? preset.WordDimensions, preset.Dimensions) { WordVectors = start?.Origin };
        return (settings, start?.Vectors);
    }
}
