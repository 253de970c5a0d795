using Vitrine.Models.Contract;

namespace Vitrine.Models.FineGrained;

/// <summary>Stages of equal length as one training: the epochs of the later follow those of the earlier.</summary>
/// <param name="whole">Gets the reports; null: nobody.</param>
/// <param name="stage">From 0.</param>
/// <param name="stages">How many.</param>
internal sealed class StageProgress(IProgress<TrainingProgress>? whole, int stage, int stages) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => whole?.Report(value.Epoch == 0 ? value : value with
    {
        Epoch = stage * value.Epochs + value.Epoch,
        Epochs = stages * value.Epochs,
    });
}
