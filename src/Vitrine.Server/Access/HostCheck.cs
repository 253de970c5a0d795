using System.Net;
using Microsoft.AspNetCore.Builder;
using Vitrine.Server.Problems;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Access;

/// <summary>
/// A server that only this machine can reach answers only to this machine's names. Otherwise a page of the net could give its own name the address 127.0.0.1 and read the shop through the browser of
/// whoever looks at the page (DNS rebinding).
/// </summary>
internal static class HostCheck
{
    public static void UseHostCheck(this WebApplication app, ServerOptions options)
    {
        if (options.AllowsRemote)
            return;
        app.Use((context, next) => IsOfThisMachine(context.Request.Host.Host)
            ? next(context)
            : throw new ProblemException(ProblemKind.Forbidden, $"The request is for the host '{context.Request.Host.Host}'; this server answers to localhost and loopback addresses.",
                "A proxy in front of the server sends it the host of the address that it forwards to; see docs/security.md."));
    }

    private static bool IsOfThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
