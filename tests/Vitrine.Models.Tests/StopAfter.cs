using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests;

/// <summary>Cancels a training after some of its steps.</summary>
internal sealed class StopAfter(int steps, CancellationTokenSource stop) : IProgress<TrainingProgress>
{
    private int done;

    public void Report(TrainingProgress value)
    {
        if (++done == steps)
            stop.Cancel();
    }
}
