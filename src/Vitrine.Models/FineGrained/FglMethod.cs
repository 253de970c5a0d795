using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Files;

namespace Vitrine.Models.FineGrained;

/// <summary>
/// <c>train --method fgl</c>: GIN on a loss in which pairs count by labels that a siamese network learned from texts alone (Xu et al., ICCS 2019). Its stages are checkpointed each,
/// and an interrupted one is resumed.
/// </summary>
public sealed class FglMethod : IMethod
{
    private const string MethodName = "fgl";

    public string Name => MethodName;

    public MethodOptions Options { get; } = new([.. FineGrainedPreset.All.Select(preset => preset.Name)],
        TrainingOption.Epochs, TrainingOption.ImageEncoder, TrainingOption.WordVectors, TrainingOption.Resume)
    {
        Variants = [.. FineGrainedVariant.NamesWithLabels],
    };

    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        StoreEncoders.Prepare(data, request.ImageEncoder, progress: progress, cancellation: cancellation);

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        Train(data, request, GinMethod.PresetOf(request), progress, cancellation);
    }

    internal void Train(ITrainingData data, TrainingRequest request, FineGrainedPreset preset, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        GinTrainer.Train(data, Name, request, preset, progress, cancellation);

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card) => GinMethod.Open(directory, card);
}
