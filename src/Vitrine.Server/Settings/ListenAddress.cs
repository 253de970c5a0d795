using System.Net;
using Vitrine.Catalogue;

namespace Vitrine.Server.Settings;

/// <summary>One address to listen on.</summary>
/// <param name="Address">The network card's address; null for both loopback addresses, as "localhost" means them.</param>
/// <param name="Port">0 takes a free one.</param>
internal sealed record ListenAddress(IPAddress? Address, int Port)
{
    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => Address is null || IPAddress.IsLoopback(Address);

    /// <summary>Reads an address.</summary>
    /// <param name="url">Such as "http://127.0.0.1:5005"; "http://*:80" means every network card.</param>
    /// <exception cref="UsageException">It is none, or not of HTTP.</exception>
    public static ListenAddress Parse(string url)
    {
        var text = url.Trim();
        var isAny = text.StartsWith("http://*:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://+:", StringComparison.OrdinalIgnoreCase);
        if (!Uri.TryCreate(isAny ? $"http://[::]:{text[9..]}" : text, UriKind.Absolute, out var uri) || uri.AbsolutePath != "/" || uri.UserInfo.Length + uri.Query.Length > 0)
            throw new UsageException($"'{url}' is no address to listen on.", $"Give one such as {ServerOptions.DefaultUrl}.");
        if (uri.Scheme != Uri.UriSchemeHttp)
            throw new UsageException($"'{url}': only http is served.", "Let a proxy in front of the server speak https (docs/security.md).");
        if (uri.Host == "localhost")
            return new ListenAddress(null, uri.Port);
        return IPAddress.TryParse(uri.DnsSafeHost, out var address)
            ? new ListenAddress(address, uri.Port)
            : throw new UsageException($"'{url}' names the machine '{uri.Host}'; the address of a network card is expected.", "Give localhost, an IP address, or * for every network card.");
    }
}
