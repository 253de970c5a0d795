namespace Vitrine.Serving.Load;

/// <summary>How long answers took, from the moment at which a request was to be sent: one that had to wait for others counts its wait.</summary>
/// <param name="Asked">Requests.</param>
/// <param name="Failed">That were not answered well.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Longest">Milliseconds.</param>
internal sealed record Latencies(int Asked, int Failed, double P50, double P99, double Longest)
{
    public static Latencies Of(IReadOnlyCollection<double> milliseconds, int failed)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0 ? new Latencies(failed, failed, 0, 0, 0)
            : new Latencies(sorted.Length + failed, failed, At(0.5), At(0.99), At(1));

        double At(double share) => Math.Round(sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))], 2);
    }
}
