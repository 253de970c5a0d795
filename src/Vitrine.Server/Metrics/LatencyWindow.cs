namespace Vitrine.Server.Metrics;

/// <summary>How long the last searches took. Safe to use from several threads.</summary>
internal sealed class LatencyWindow
{
    private const int Kept = 1024;

    private readonly double[] milliseconds = new double[Kept];
    private long count;

    /// <summary>Notes one.</summary>
    public void Add(double value) => Volatile.Write(ref milliseconds[(Interlocked.Increment(ref count) - 1) % Kept], value);

    /// <summary>Searches since the start.</summary>
    public long Count => Interlocked.Read(ref count);

    /// <summary>What a share of the last 1,024 searches took at most; null where there was none.</summary>
    /// <param name="share">0.5 for the median.</param>
    public double? Quantile(double share)
    {
        var last = milliseconds.AsSpan(0, (int)Math.Min(Kept, Count)).ToArray();
        if (last.Length == 0)
            return null;
        Array.Sort(last);
        return last[Math.Clamp((int)Math.Ceiling(share * last.Length) - 1, 0, last.Length - 1)];
    }
}
