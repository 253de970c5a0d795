using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.FineGrained;

/// <summary>Runs a training that may have the stage of labels before it, so that both are one to whoever watches, stops or resumes it.</summary>
internal static class LabelledTraining
{
    /// <param name="labels">What that stage has learned; null: there is none.</param>
    /// <param name="run">The training.</param>
    /// <param name="directory">Where the model goes.</param>
    /// <param name="card">What it is.</param>
    /// <param name="products">What it is trained on.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellation">Stops; the training can be resumed.</param>
    public static void Run(FineGrainedLabels? labels, ITrainingRun run, ModelDirectory directory, ModelCard card, TrainedProducts products, TrainingRequest request,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (labels is null)
            Trainer.Run(run, directory, card, products, request.Resume, progress, cancellation);
        else
            Trainer.Run(run, directory, card, products, SiameseStage.IsPassed(directory, request), new StageProgress(progress, labels.Epochs, labels.Epochs + run.Epochs), cancellation);
    }
}
