using System.Diagnostics;
using System.Globalization;
using Vitrine.Postgres.Tests.Servers;

[assembly: AssemblyFixture(typeof(PGlite))]

namespace Vitrine.Postgres.Tests.Servers;

/// <summary>PostgreSQL with pgvector, in a process of node; takes one connection at a time. Started when a test first needs it.</summary>
public sealed class PGlite : IDisposable
{
    /// <summary>The collection of the tests that use it, which therefore run one after the other.</summary>
    public const string OneAtATime = "PGlite";

    private readonly Lazy<(Process? Process, int Port, string? Missing)> started = new(Start);

    /// <summary>Its address; the test is skipped where it cannot be had.</summary>
    public PostgresAddress Require()
    {
        Assert.SkipUnless(started.Value.Missing is null, $"PGlite cannot be had: {started.Value.Missing}");
        return PostgresAddress.Parse($"postgres://postgres:postgres@127.0.0.1:{started.Value.Port}/postgres?connections=1&copy=off&sslmode=disable&timeout=60");
    }

    public void Dispose()
    {
        if (!started.IsValueCreated || started.Value.Process is not { } process)
            return;
        process.StandardInput.Close();
        if (!process.WaitForExit(5000))
            process.Kill();
        process.Dispose();
    }

    private static (Process? Process, int Port, string? Missing) Start()
    {
        var modules = Path.Combine(RepositoryFolder.FullName, "bin", "pglite");
        if (!Directory.Exists(Path.Combine(modules, "node_modules", "@electric-sql", "pglite-pgvector")))
            return (null, 0, "bin/pglite has no modules; ./test installs them where npm is there.");
        var info = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Servers", "pglite.mjs"), modules]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            return (null, 0, problem.Message);
        }

        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("port ", StringComparison.Ordinal))
                return (process, int.Parse(line[5..], CultureInfo.InvariantCulture), null);
        }

        return (null, 0, process.StandardError.ReadToEnd());
    }
}
