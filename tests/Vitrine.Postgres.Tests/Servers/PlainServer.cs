using Vitrine.Postgres.Tests.Servers;

[assembly: AssemblyFixture(typeof(PlainServer))]

namespace Vitrine.Postgres.Tests.Servers;

/// <summary>A server of plain PostgreSQL that tests share, each with a database of its own. Started when a test first needs it.</summary>
public sealed class PlainServer : IDisposable
{
    private readonly Lock once = new();
    private RealServer? server;

    /// <summary>The server; the test is skipped where it cannot be had.</summary>
    internal RealServer Require()
    {
        lock (once)
            return server ??= RealServer.Start();
    }

    public void Dispose() => server?.Dispose();
}
