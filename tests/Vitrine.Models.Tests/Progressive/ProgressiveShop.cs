using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;
using Vitrine.Models.Progressive;
using Vitrine.Models.Tests.Contract;
using Vitrine.Models.Tests.Contrastive;

namespace Vitrine.Models.Tests.Progressive;

/// <summary>A small shop with two towers, and stage 3 on them.</summary>
/// <param name="variant">Of stage 3.</param>
public abstract class ProgressiveShop(string variant) : TrainedShop(new Staged(), new TrainingRequest("m") { From = Stage, Variant = variant })
{
    private const string Stage = "towers";

    internal static ProgressivePreset Tiny { get; } = ProgressivePreset.Default with { Hidden = 12, Batch = 16, Epochs = 2 };

    internal override void Train(string name, CancellationToken cancellation = default) => new ProgressiveMethod().Train(new HandTriplets(Shop.Data),
        new TrainingRequest(name) { From = Stage }, ProgressiveVariant.Apply(Tiny, variant), cancellation: cancellation);

    /// <summary>Trains the towers when it prepares: stage 3 starts from them.</summary>
    private sealed class Staged : IMethod
    {
        private readonly ProgressiveMethod method = new();

        public string Name => method.Name;

        public MethodOptions Options => method.Options;

        public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default)
        {
            new ContrastiveMethod().Train(data, new TrainingRequest(Stage), ContrastiveTiny.Preset, cancellation: cancellation);
            method.Prepare(data, request, progress, cancellation);
        }

        public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
            method.Train(data, request, progress, cancellation);

        public IRetrievalModel Load(Models.Files.ModelDirectory directory, Models.Files.ModelCard card) => method.Load(directory, card);
    }
}
