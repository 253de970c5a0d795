using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using Vitrine.Server.Metrics;

namespace Vitrine.Server.Telemetry;

/// <summary>Sends traces and metrics to a collector, where the usual environment variable names one; otherwise nothing leaves the server.</summary>
internal static class OpenTelemetryExport
{
    private const string Prefix = "OTEL_", Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", ServiceName = "OTEL_SERVICE_NAME";

    public static void AddTelemetryIfAsked(this IServiceCollection services, IConfigurationManager configuration)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Endpoint)))
            return;
        // The exporter reads its own variables, OTEL_EXPORTER_OTLP_PROTOCOL and the like, from the configuration.
        configuration.AddInMemoryCollection(Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => KeyValuePair.Create(name, Environment.GetEnvironmentVariable(name))).Prepend(KeyValuePair.Create<string, string?>(ServiceName, "vitrine")));
        services.AddOpenTelemetry()
            .WithTracing(traces => traces.AddSource(ServerMetrics.SourceName, "Microsoft.AspNetCore"))
            .WithMetrics(metrics => metrics.AddMeter(ServerMetrics.SourceName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"))
            .UseOtlpExporter();
    }
}
