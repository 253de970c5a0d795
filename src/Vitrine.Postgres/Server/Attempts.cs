using System.Diagnostics;

namespace Vitrine.Postgres;

/// <summary>How often and how long something is tried again that a lost connection broke: long enough for a server to restart or a standby to take over, and no longer.</summary>
/// <param name="most">Longest time of all attempts.</param>
internal sealed class Attempts(TimeSpan most)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50), Longest = TimeSpan.FromSeconds(1);

    private readonly long start = Stopwatch.GetTimestamp();
    private int made;

    /// <summary>A search: a promoted standby answers within two seconds.</summary>
    public static Attempts OfSearch => new(TimeSpan.FromSeconds(10));

    /// <summary>The question whether a commit was done, on which more depends than on a search: a server that recovers from a crash takes its time.</summary>
    public static Attempts OfCommit => new(TimeSpan.FromSeconds(60));

    /// <summary>Waits before the next one, but not before the second: what was lost was mostly one connection. False when there is none.</summary>
    public bool Next()
    {
        if (Stopwatch.GetElapsedTime(start) > most)
            return false;
        if (made++ == 0)
            return true;
        var wait = First * Math.Pow(2, Math.Min(made - 2, 10));
        Thread.Sleep(wait < Longest ? wait : Longest);
        return true;
    }
}
