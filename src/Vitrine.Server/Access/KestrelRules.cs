using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Access;

/// <summary>Where the server listens, and what a connection may cost before its request is even understood.</summary>
internal static class KestrelRules
{
    // A body of words alone; endpoints that take pictures or tables say so themselves.
    private const int MostBodyBytes = 1 << 20;

    public static void Apply(KestrelServerOptions kestrel, IEnumerable<ListenAddress> addresses)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
        kestrel.Limits.MaxConcurrentConnections = 1_000;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1_000, gracePeriod: TimeSpan.FromSeconds(5));
        foreach (var address in addresses)
            Listen(kestrel, address);
    }

    private static void Listen(KestrelServerOptions kestrel, ListenAddress address)
    {
        if (address.Address is { } given)
            kestrel.Listen(given, address.Port);
        else if (address.Port == 0)
            kestrel.Listen(IPAddress.Loopback, 0); // two sockets cannot share a port that neither knows yet
        else
            kestrel.ListenLocalhost(address.Port);
    }
}
