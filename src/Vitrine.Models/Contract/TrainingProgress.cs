namespace Vitrine.Models.Contract;

/// <summary>How far a training has come, after each step.</summary>
/// <param name="Epoch">The current epoch, from 1; 0 while something is prepared that the epochs share (<see cref="Preparing"/>).</param>
/// <param name="Epochs">All epochs.</param>
/// <param name="Step">Steps done in this epoch.</param>
/// <param name="StepsPerEpoch">All steps of an epoch.</param>
/// <param name="Loss">Mean loss of this epoch so far; NaN for methods that do not descend on one.</param>
/// <param name="LearningRate">Of the last step.</param>
/// <param name="ExamplesPerSecond">Over the last steps.</param>
/// <param name="Remaining">Estimated time to the end.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Step, int StepsPerEpoch, float Loss, float LearningRate, double ExamplesPerSecond, TimeSpan Remaining)
{
    /// <summary>Before the first epoch: so many of all items are prepared.</summary>
    public static TrainingProgress Preparing(int done, int all) => new(0, 0, done, all, float.NaN, 0, 0, TimeSpan.Zero);
}
