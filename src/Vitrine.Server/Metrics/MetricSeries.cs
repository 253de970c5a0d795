using System.Globalization;
using System.Text;

namespace Vitrine.Server.Metrics;

/// <summary>One row of measurements with the same labels. Safe to use from several threads.</summary>
/// <param name="labels">As Prometheus writes them, without braces; empty for none.</param>
/// <param name="isHistogram">Whether measurements are spread over buckets.</param>
internal sealed class MetricSeries(string labels, bool isHistogram)
{
    // Seconds: a search takes milliseconds, a slow upload many seconds.
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock oneAtATime = new();
    private readonly long[] buckets = new long[Bounds.Length + 1];
    private double sum;
    private long count;

    /// <summary>Adds to a sum, or to a histogram.</summary>
    public void Add(double value)
    {
        lock (oneAtATime)
        {
            sum += value;
            count++;
            if (isHistogram)
                buckets[Array.FindIndex(Bounds, bound => value <= bound) is >= 0 and var at ? at : Bounds.Length]++;
        }
    }

    /// <summary>Takes the place of what was measured before.</summary>
    public void Set(double value)
    {
        lock (oneAtATime)
            sum = value;
    }

    /// <summary>Writes its lines.</summary>
    public void WriteTo(StringBuilder text, string name)
    {
        lock (oneAtATime)
        {
            if (!isHistogram)
            {
                Line(text, name, labels, sum);
                return;
            }

            var below = 0L;
            for (var i = 0; i < buckets.Length; i++)
            {
                below += buckets[i];
                var bound = $"le=\"{(i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf")}\"";
                Line(text, $"{name}_bucket", labels.Length == 0 ? bound : $"{labels},{bound}", below);
            }

            Line(text, $"{name}_sum", labels, sum);
            Line(text, $"{name}_count", labels, count);
        }
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels.Length == 0 ? "" : $"{{{labels}}}").Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
