using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.FineGrained;

/// <summary><c>train --method gin</c>: texts as graphs of their words, photos as features, products that match where they are of one class.</summary>
public sealed class GinMethod : IMethod
{
    private const string MethodName = "gin";

    public string Name => MethodName;

    public MethodOptions Options { get; } = new([.. FineGrainedPreset.All.Select(preset => preset.Name)],
        TrainingOption.Epochs, TrainingOption.ImageEncoder, TrainingOption.WordVectors, TrainingOption.Resume)
    {
        Variants = [.. FineGrainedVariant.Names],
    };

    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        StoreEncoders.Prepare(data, request.ImageEncoder, progress: progress, cancellation: cancellation);

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        Train(data, request, PresetOf(request), progress, cancellation);
    }

    internal void Train(ITrainingData data, TrainingRequest request, FineGrainedPreset preset, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        GinTrainer.Train(data, Name, request, preset with { Labels = PairLabels.None }, progress, cancellation);

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card) => Open(directory, card);

    internal static GinModel Open(ModelDirectory directory, ModelCard card)
    {
        var settings = card.Unpack<GinSettings>();
        var model = new GinModel(settings, FeatureInputs.Open(directory, settings.Inputs), RandomStreams.For(card.Seed, "weights"));
        directory.ReadWeights(card, model);
        model.Eval();
        return model;
    }

    internal static FineGrainedPreset PresetOf(TrainingRequest request)
    {
        var preset = FineGrainedVariant.Apply(FineGrainedPreset.All.First(known => known.Name == request.Preset), request.Variant);
        return preset with { Epochs = request.Epochs ?? preset.Epochs };
    }
}
