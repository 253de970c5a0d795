using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Vitrine.Server.Metrics;

/// <summary>What the server counts and traces of its own, by the names that <c>/metrics</c> and OpenTelemetry show.</summary>
internal sealed class ServerMetrics
{
    /// <summary>The name of meter and traces.</summary>
    public const string SourceName = "Vitrine";

    private static readonly ActivitySource Traces = new(SourceName);

    private readonly Histogram<double> searches;
    private readonly Counter<long> withoutHits, refreshes;

    public ServerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(SourceName);
        searches = meter.CreateHistogram<double>("vitrine.search.duration", "s", "From the query, read and checked, to its hits.");
        withoutHits = meter.CreateCounter<long>("vitrine.search.without_hits", null, "Searches that found nothing.");
        refreshes = meter.CreateCounter<long>("vitrine.store.refreshes", null, "Newer states of the store that were taken, or could not be.");
    }

    /// <summary>Searches of the last while.</summary>
    public LatencyWindow Latencies { get; } = new();

    /// <summary>A trace of one search, by OpenTelemetry's names for databases; null where nobody listens.</summary>
    /// <param name="store">Its folder; only the name of it is told.</param>
    public static Activity? StartSearch(string store) => Traces.StartActivity("search", ActivityKind.Internal)
        ?.SetTag("db.system.name", "vitrine").SetTag("db.operation.name", "search").SetTag("db.collection.name", Path.GetFileName(Path.TrimEndingDirectorySeparator(store)));

    /// <summary>A search was answered.</summary>
    /// <param name="kind">What it started from.</param>
    /// <param name="milliseconds">How long it took.</param>
    /// <param name="isEmpty">Whether it found nothing.</param>
    public void Searched(SearchKind kind, double milliseconds, bool isEmpty)
    {
        var tag = KeyValuePair.Create<string, object?>("kind", kind.ToString().ToLowerInvariant());
        searches.Record(milliseconds / 1000, tag);
        Latencies.Add(milliseconds);
        if (isEmpty)
            withoutHits.Add(1, tag);
    }

    /// <summary>A newer state of the store was taken, or could not be.</summary>
    public void Refreshed(bool isTaken) => refreshes.Add(1, KeyValuePair.Create<string, object?>("taken", isTaken ? "yes" : "no"));
}
