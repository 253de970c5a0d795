using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Vitrine.Server.Metrics;

/// <summary>Gathers what this server and the runtime measure, and writes it in Prometheus' text format 0.0.4.</summary>
internal sealed class PrometheusText : IDisposable
{
    /// <summary>The format's media type.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    // A client can choose no label, so there are far fewer.
    private const int MostSeries = 2_000;

    private static readonly string[] Wanted = ["vitrine.", "http.server.", "kestrel.", "aspnetcore.rate_limiting.", "dotnet.process.", "dotnet.gc."];

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), MetricSeries> series = new();

    public PrometheusText(IMeterFactory meters)
    {
        // Of several servers in one process each shows its own.
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if ((ReferenceEquals(instrument.Meter.Scope, meters) || instrument.Meter.Name == "System.Runtime") && Wanted.Any(prefix => instrument.Name.StartsWith(prefix, StringComparison.Ordinal)))
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
    }

    /// <summary>All that was measured so far.</summary>
    public string Write()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var metric in series.GroupBy(one => one.Key.Instrument).OrderBy(metric => metric.Key.Name, StringComparer.Ordinal))
        {
            var (name, type) = (NameOf(metric.Key), TypeOf(metric.Key));
            text.Append($"# HELP {name} {(metric.Key.Description ?? metric.Key.Name).ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal)}\n# TYPE {name} {type}\n");
            foreach (var one in metric.OrderBy(one => one.Key.Labels, StringComparer.Ordinal))
                one.Value.WriteTo(text, name);
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (instrument, LabelsOf(tags));
        if (!series.TryGetValue(key, out var one))
        {
            if (series.Count >= MostSeries)
                return;
            one = series.GetOrAdd(key, made => new MetricSeries(made.Labels, TypeOf(made.Instrument) == "histogram"));
        }

        if (instrument.IsObservable)
            one.Set(value);
        else
            one.Add(value);
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<string>();
        foreach (var (name, value) in tags)
            labels.Add($"{Plain(name)}=\"{$"{value}".Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n")}\"");
        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    private static string NameOf(Instrument instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return $"{Plain(instrument.Name)}{unit}{(TypeOf(instrument) == "counter" ? "_total" : "")}";
    }

    private static string TypeOf(Instrument instrument)
    {
        var kind = instrument.GetType().Name;
        return kind.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
            : kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? "counter"
            : "gauge";
    }

    private static string Plain(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}
