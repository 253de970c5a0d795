using System.Diagnostics;

namespace Vitrine.Catalogue;

/// <summary>Reports the progress of one stage, ten times a second at most, with the time that remains at the speed so far.</summary>
sealed class StageClock(IProgress<ImportProgress>? progress, ImportStage stage, long doneBefore, long total)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Before this the speed is that of opening files and compiling code.</summary>
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(0.5);

    readonly long start = Stopwatch.GetTimestamp();
    TimeSpan lastReport = -Pause;

    public void Report(long done, long skipped)
    {
        if (progress is null)
            return;
        var elapsed = Stopwatch.GetElapsedTime(start);
        if (elapsed - lastReport < Pause && done < total)
            return;
        lastReport = elapsed;
        var fresh = done - doneBefore;
        TimeSpan? remaining = fresh > 0 && elapsed > Settled ? elapsed * ((double)Math.Max(0, total - done) / fresh) : null;
        progress.Report(new ImportProgress(stage, done, total, skipped, remaining));
    }
}
