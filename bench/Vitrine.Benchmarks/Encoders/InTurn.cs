using System.Diagnostics;

namespace Vitrine.Benchmarks.Encoders;

/// <summary>Times two sides in turn, so that a busy machine slows both.</summary>
internal static class InTurn
{
    /// <returns>The medians of both in seconds, and the median over the rounds of the second's time divided by the first's.</returns>
    public static (double First, double Second, double Ratio) Time(Action first, Action second, int rounds)
    {
        first();
        second();
        var times = new (double First, double Second)[rounds];
        for (var round = 0; round < rounds; round++)
        {
            // Each goes first as often, for a clock that rises or falls in between.
            if (round % 2 == 0)
                times[round].First = Seconds(first);
            times[round].Second = Seconds(second);
            if (round % 2 == 1)
                times[round].First = Seconds(first);
        }

        return (Median(times.Select(time => time.First)), Median(times.Select(time => time.Second)), Median(times.Select(time => time.Second / time.First)));
    }

    private static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
