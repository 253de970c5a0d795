using Vitrine.Models.Contract;

namespace Vitrine.Models.FineGrained;

/// <summary>Stages as one training: the epochs of the later follow those of the earlier.</summary>
/// <param name="whole">Gets the reports; null: nobody.</param>
/// <param name="before">Epochs of the stages before.</param>
/// <param name="all">Epochs of all stages.</param>
internal sealed class StageProgress(IProgress<TrainingProgress>? whole, int before, int all) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => whole?.Report(value.Epoch == 0 ? value : value with { Epoch = before + value.Epoch, Epochs = all });
}
