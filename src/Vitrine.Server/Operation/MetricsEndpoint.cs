using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vitrine.Server.Metrics;

namespace Vitrine.Server.Operation;

/// <summary>What was measured, for Prometheus.</summary>
internal static class MetricsEndpoint
{
    public static IEndpointConventionBuilder MapMetrics(this IEndpointRouteBuilder readers) =>
        readers.MapGet("/metrics", (PrometheusText metrics) => Results.Text(metrics.Write(), PrometheusText.MediaType)).WithName("metrics").WithSummary("What was measured, as Prometheus reads it");
}
