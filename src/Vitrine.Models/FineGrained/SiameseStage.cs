using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.FineGrained;

/// <summary>
/// The stage before a training that counts pairs by fine-grained labels: a siamese network that compares texts alone, in models/siamese of the model's own folder. It
/// is checkpointed and resumed by itself.
/// </summary>
internal static class SiameseStage
{
    private const string Name = "siamese";

    /// <summary>Where a model keeps it.</summary>
    public static ModelDirectory Of(ModelDirectory model) => ModelDirectory.In(model.Path, Name);

    /// <summary>Whether a model has one that is complete.</summary>
    public static bool IsDone(ModelDirectory model) =>
        Of(model) is var stage && ModelDirectory.NamesIn(stage.StorePath).Contains(stage.Name) && !File.Exists(stage.CheckpointPath) && stage.ReadCard() is var card && card.EpochsDone == card.Epochs;

    /// <summary>Whether the training after this stage goes on from a checkpoint: interrupted in this stage, it has none.</summary>
    public static bool IsPassed(ModelDirectory model, TrainingRequest request) => request.Resume && File.Exists(model.CheckpointPath);

    /// <summary>Trains the network; finished already, a resumed training reads it.</summary>
    /// <param name="data">What is learned from.</param>
    /// <param name="settings">Words and sizes.</param>
    /// <param name="texts">The texts of some items of the training part.</param>
    /// <param name="batches">The pairs of them.</param>
    /// <param name="model">The folder of the model that the labels are for.</param>
    /// <param name="request">Seed, and whether to resume.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellation">Stops; the training can be resumed.</param>
    /// <returns>Ready to compare; the caller disposes it.</returns>
    public static SiameseNetwork Train(ITrainingData data, SiameseSettings settings, Func<int[], TermBatch> texts, IPairBatches batches, ModelDirectory model, TrainingRequest request,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var stage = Of(model);
        var card = TrainingCard.For(data, request, Name, settings, settings.Training.Epochs);
        var network = new SiameseNetwork(settings.Graph, settings.Training, RandomStreams.For(request.Seed, "siamese weights"));
        try
        {
            if (request.Resume && IsDone(model))
            {
                var done = stage.ReadCard();
                Checkpoint.RequireSame(done, card);
                stage.ReadWeights(done, network);
            }
            else
            {
                using var run = new PairTraining(network, (batch, random) => new PairComparison(network.Scores(texts, batch, random)), batches, null, settings.Training, request.Seed);
                Trainer.Run(run, stage, card, TrainedProducts.Of(data), request.Resume, progress, cancellation);
            }

            network.Eval();
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
