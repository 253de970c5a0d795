using System.Diagnostics;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Training;

/// <summary>Progress of a method that is a fixed number of passes over the training part instead of epochs.</summary>
internal sealed class PassMeter(int passes, int examples, IProgress<TrainingProgress>? progress)
{
    private readonly long start = Stopwatch.GetTimestamp();
    private int done;

    public void PassDone()
    {
        done++;
        var elapsed = Stopwatch.GetElapsedTime(start);
        progress?.Report(new TrainingProgress(1, 1, done, passes, float.NaN, 0, done * (double)examples / Math.Max(elapsed.TotalSeconds, 1e-9),
            elapsed / done * Math.Max(0, passes - done)));
    }
}
