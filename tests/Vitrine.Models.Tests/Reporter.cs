using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests;

/// <summary>Told of every step at once, on the training's own thread.</summary>
internal sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => report(value);
}
