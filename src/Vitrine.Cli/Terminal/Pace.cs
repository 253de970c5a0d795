using System.Diagnostics;

namespace Vitrine.Cli.Terminal;

/// <summary>Rate and remaining time of a stage, from its start to now.</summary>
internal sealed class Pace
{
    private readonly Stopwatch clock = Stopwatch.StartNew();

    public TimeSpan Elapsed => clock.Elapsed;

    /// <summary>"1,850/s, 0:14 left", as far as it can be told.</summary>
    public string Describe(long done, long total)
    {
        var seconds = clock.Elapsed.TotalSeconds;
        if (done <= 0 || seconds <= 0)
            return "";
        var rate = done / seconds;
        var text = rate >= 10 ? $"{rate:N0}/s" : $"{rate:N1}/s";
        return total > done ? $"{text}, {Clock((total - done) / rate)} left" : text;
    }

    /// <summary>Seconds as m:ss or h:mm:ss.</summary>
    public static string Clock(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Min(Math.Round(seconds), 359_999));
        return span.TotalHours >= 1 ? $"{(int)span.TotalHours}:{span:mm\\:ss}" : $"{span.Minutes}:{span:ss}";
    }
}
