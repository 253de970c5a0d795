using System.Diagnostics;

namespace Vitrine.Catalogue;

/// <summary>Reports the progress of one stage with the time that remains at the speed so far.</summary>
/// <param name="progress">Whom to tell.</param>
/// <param name="pause">The least time between two reports.</param>
/// <param name="stage">The stage.</param>
/// <param name="doneBefore">Units that an earlier run has done; they say nothing about the speed of this one.</param>
/// <param name="total">Units in all.</param>
internal sealed class StageClock(IProgress<ImportProgress>? progress, TimeSpan pause, ImportStage stage, long doneBefore, long total)
{
    /// <summary>Before this the speed is that of opening files and compiling code.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(0.5);

    private readonly long start = Stopwatch.GetTimestamp();
    private TimeSpan lastReport = -pause;

    public void Report(long done, long skipped)
    {
        if (progress is null)
            return;
        var elapsed = Stopwatch.GetElapsedTime(start);
        if (elapsed - lastReport < pause && done < total)
            return;
        lastReport = elapsed;
        var fresh = done - doneBefore;
        TimeSpan? remaining = fresh > 0 && elapsed > Settled ? elapsed * ((double)Math.Max(0, total - done) / fresh) : null;
        progress.Report(new ImportProgress(stage, done, total, skipped, remaining));
    }
}
