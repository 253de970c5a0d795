using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.Progressive;

/// <summary><c>train --method progressive --from MODEL</c>: stage 3 of progressive learning, queries of a picture and words that change it, on towers that are trained.</summary>
public sealed class ProgressiveMethod : IMethod
{
    internal const string MethodName = "progressive";

    // More would take longer than the towers did; those that are taken are evenly spread.
    private const int MostTriplets = 500_000;

    public string Name => MethodName;

    public MethodOptions Options { get; } = new([.. ProgressivePreset.All.Select(preset => preset.Name)], TrainingOption.Epochs, TrainingOption.From, TrainingOption.Resume)
    {
        Variants = [.. ProgressiveVariant.Names],
    };

    /// <summary>Nothing: the towers look at photos, and theirs are prepared.</summary>
    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        TowersOf(data, Options.Checked(Name, request));

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        var preset = ProgressiveVariant.Apply(ProgressivePreset.All.First(known => known.Name == request.Preset), request.Variant);
        Train(data, request, preset with { Epochs = request.Epochs ?? preset.Epochs }, progress, cancellation);
    }

    internal void Train(ITrainingData data, TrainingRequest request, ProgressivePreset preset, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var stage = TowersOf(data, request);
        var stageCard = stage.ReadCard();
        var settings = new ProgressiveModelSettings(stageCard.Unpack<ContrastiveModelSettings>() with { Heads = [] }, preset with { Epochs = preset.Learns ? preset.Epochs : 0 },
            ModelNames.Of(MethodName, request.Preset, request.Variant));
        using var model = NewModel(settings, data.Path, request.Seed);
        using (var weights = stage.OpenWeights(stageCard))
            model.StartFrom(weights);
        var triplets = Triplets(data, Part.Train, cancellation);
        var directory = ModelDirectory.In(data.Path, request.Name);
        directory.DeleteImageEncoder();
        var card = TrainingCard.For(data, request, Name, settings, settings.Training.Epochs) with
        {
            Encoders = stageCard.Encoders,
            From = new ModelOrigin(stage.Name, stageCard.WeightsHash),
            ItemsAs = preset.Learning == LearningTowers.None ? stageCard.WeightsHash : null,
        };
        var products = TrainedProducts.Of(data).With(TrainedProducts.Read(stage));
        if (!preset.Learns)
        {
            cancellation.ThrowIfCancellationRequested();
            if (preset is { Composer: ComposerKind.Fixed, ImageWeight: null })
                ValidationWeight.Choose(model, data, progress, cancellation);
            products.Write(directory);
            directory.Write(card, model);
            return;
        }

        var remembered = TripletVectors.Of(model.Towers, data.Items, triplets, progress, cancellation);
        var batches = new TripletBatches(triplets, preset.Batch, request.Seed);
        using var run = new ProgressiveTraining(model, batches, new TowerVectors(model.Towers, data.Items, remembered, preset.Learning, cancellation));
        Trainer.Run(run, directory, card, products, request.Resume, progress, cancellation);
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card) => directory.Restore(card, NewModel(card.Unpack<ProgressiveModelSettings>(), directory.StorePath, card.Seed));

    /// <summary>The triplets of a part.</summary>
    /// <exception cref="CatalogueException">There are none.</exception>
    internal static IReadOnlyList<Triplet> Triplets(ITrainingData data, Part part, CancellationToken cancellation)
    {
        var all = data.Triplets(part, cancellation);
        if (all.Count < 2)
        {
            throw new CatalogueException($"The {part.ToString().ToLowerInvariant()} part of '{data.Path}' has {all.Count} changes to learn from: pairs of products that differ in one attribute alone.",
                "Import attributes (--attribute colour,…), on a shop that sells one article in several colours.");
        }

        return all.Count <= MostTriplets ? all : [.. Enumerable.Range(0, MostTriplets).Select(i => all[(int)((long)i * all.Count / MostTriplets)])];
    }

    private static ProgressiveModel NewModel(ProgressiveModelSettings settings, string storePath, ulong seed) =>
        new(settings, ContrastiveMethod.NewModel(settings.Towers, storePath, seed), RandomStreams.For(seed, "composer"));

    private static ModelDirectory TowersOf(ITrainingData data, TrainingRequest request)
    {
        if (request.From is not { } name)
            throw new UsageException("Stage 3 needs towers that are trained.", $"Train them with --method {ContrastiveMethod.MethodName}, and name that model: --from MODEL");
        if (name == request.Name)
            throw new UsageException($"The model '{name}' cannot start from itself.", "Give the new one another name: --name NAME");
        var directory = ModelDirectory.In(data.Path, name);
        var method = directory.ReadCard().Method;
        return method == ContrastiveMethod.MethodName
            ? directory
            : throw new UsageException($"'{name}' is a model of {method}, and stage 3 goes on from two towers.",
                $"Name a model of --method {ContrastiveMethod.MethodName}; a published CLIP becomes one by --method {ContrastiveMethod.MethodName} --from {name} --fine-tune frozen.");
    }
}
