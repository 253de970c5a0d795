using System.Diagnostics;
using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;

namespace Vitrine.Workbench.Recipe;

/// <summary>How many passes over a shop's products its towers get: enough steps for a small shop, and no more than the minutes allow.</summary>
internal static class TowerEpochs
{
    /// <summary>Products of a step (<c>ContrastivePreset.Batch</c>).</summary>
    private const int Batch = 256;

    // A thousand products take four steps a pass: in twenty passes no network learns to see.
    private const int EnoughSteps = 900;
    private const int Fewest = 20;
    private const int Most = 200;

    // The later half of a training sees photos of twice the pixels, and one pass alone sees none of these; what each process does once outweighs that, measured on 9,400 products. The rest is for a machine that has other work.
    private const double Margin = 1.15;

    // The first pass of a process warms up too, which of a small shop is most of it: it is timed anew by as many passes as are worth it.
    private const double WarmSeconds = 10;
    private const int MostTimed = 6;

    /// <summary>Passes that make enough steps.</summary>
    public static int Wanted(int trainingProducts) => Math.Clamp(EnoughSteps / Math.Max(1, trainingProducts / Batch), Fewest, Most);

    /// <summary>Passes that make enough steps and fit the time, found by timing some.</summary>
    /// <param name="storePath">The shop.</param>
    /// <param name="trial">The training, of a name that is overwritten later.</param>
    /// <param name="seconds">What the towers may take.</param>
    /// <param name="progress">Told of the pass.</param>
    /// <param name="cancellation">Stops.</param>
    public static int Within(string storePath, TrainingRequest trial, double seconds, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        // What is prepared once is not to be counted with each pass.
        var wanted = Wanted(Prepare(storePath, trial, progress, cancellation));
        var first = Timed(1);
        var passes = (int)Math.Clamp(WarmSeconds / first, 1, MostTimed);
        var timed = passes == 1 ? first : Timed(passes);
        var left = seconds - first - (passes == 1 ? 0 : timed);
        return (int)Math.Clamp(left / (Margin * timed / passes), 1, wanted);

        double Timed(int epochs)
        {
            var clock = Stopwatch.StartNew();
            Training.Run(storePath, ModelTrials.TowersMethod, trial with { Epochs = epochs }, progress, cancellation);
            return clock.Elapsed.TotalSeconds;
        }
    }

    /// <summary>Does what a training needs once.</summary>
    /// <returns>Training products.</returns>
    public static int Prepare(string storePath, TrainingRequest request, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var source = LearningSource.Open(storePath, cancellation);
        Methods.Find(ModelTrials.TowersMethod).Prepare(source.Data, request, progress.Count("Preparing photos", source.Data.Items.Count), cancellation);
        return source.Data.RowsOf(Part.Train).Count;
    }
}
