using System.Globalization;
using Vitrine.Postgres.Tests.Servers;

[assembly: AssemblyFixture(typeof(PlainServer))]

namespace Vitrine.Postgres.Tests.Servers;

/// <summary>A server of plain PostgreSQL that tests share, each with a database of its own. Started when a test first needs it.</summary>
public sealed class PlainServer : IDisposable
{
    private readonly Lock once = new();
    private int prefixes;
    private RealServer? server;

    /// <summary>The server; the test is skipped where it cannot be had.</summary>
    internal RealServer Require()
    {
        SkipWhereMissing();
        lock (once)
            return server ??= RealServer.Start();
    }

    /// <summary>An address in a database for all, whose indexes begin with a prefix of their own: quicker than a database for each test.</summary>
    internal PostgresAddress NewPrefix(string query = "") => Require().Address("postgres", string.Create(CultureInfo.InvariantCulture, $"prefix=test{Interlocked.Increment(ref prefixes)}&{query}"));

    /// <summary>Skips a test that needs a server of its own where there can be none.</summary>
    internal static void SkipWhereMissing() => Assert.SkipUnless(RealServer.Missing is null, RealServer.Missing ?? "");

    public void Dispose() => server?.Dispose();
}
