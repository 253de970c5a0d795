using System.Diagnostics;

namespace Vitrine.Server.Searching;

/// <summary>Times the stages of an answer, one after the other.</summary>
internal sealed class StageClock
{
    private readonly long start = Stopwatch.GetTimestamp();
    private double last;

    /// <summary>Milliseconds since its making.</summary>
    public double Total => Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 2);

    /// <summary>Milliseconds since the last lap.</summary>
    public double Lap()
    {
        var (before, now) = (last, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        last = now;
        return Math.Round(now - before, 2);
    }
}
