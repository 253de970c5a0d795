using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Server.Problems;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Access;

/// <summary>How much one client may ask, and how much is worked on at once: a flood is refused early and cheaply, and what is accepted stays quick.</summary>
internal static class RequestRates
{
    private const string Work = "vitrine-work";

    // Searches keep a core busy. More at once would only make each slower; some seconds of others may wait.
    private const int WorkPerCore = 2, MostWaiting = 512;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    public static void AddRequestRates(this IServiceCollection services, ServerOptions options) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = async (context, _) => await Refuse(context);
        if (options.RequestsPerSecond > 0)
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(ClientOf(context), _ => BucketOf(options.RequestsPerSecond)));
    });

    /// <summary>How much is worked on at once; holds where requests are limited at all.</summary>
    public static void AddWorkLimit(this IServiceCollection services) => services.AddRateLimiter(limits => limits.AddConcurrencyLimiter(Work, work =>
    {
        work.PermitLimit = WorkPerCore * Environment.ProcessorCount;
        work.QueueLimit = MostWaiting;
        work.QueueProcessingOrder = QueueProcessingOrder.OldestFirst;
    }));

    /// <summary>Says that an endpoint computes: only so many of its requests are worked on at once.</summary>
    public static TBuilder AsWork<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireRateLimiting(Work);

    private static TokenBucketRateLimiterOptions BucketOf(int requestsPerSecond) => new()
    {
        TokenLimit = 2 * requestsPerSecond, // a page asks for its photos all at once
        TokensPerPeriod = Math.Max(1, requestsPerSecond / 10),
        ReplenishmentPeriod = requestsPerSecond >= 10 ? Period : TimeSpan.FromSeconds(1.0 / requestsPerSecond),
        QueueLimit = 0,
    };

    // Of IPv6 a home has a whole /64.
    private static string ClientOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static async Task Refuse(OnRejectedContext context)
    {
        var seconds = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
        context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await Problem.Of(ProblemKind.TooMany, "This client asks more, or the server works on more, than is answered at once.", $"Try again after {seconds} s, as the header Retry-After says.").ExecuteAsync(context.HttpContext);
    }
}
