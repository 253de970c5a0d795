using System.Diagnostics;
using Vitrine.Index;
using Vitrine.Postgres.Tests.Servers;

namespace Vitrine.Postgres.Tests.Faults;

/// <summary>A server whose disk is full, in memory of a limited size.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public void Write_FullDisk_SaysSoAndKeepsWhatWasCommitted()
    {
        PlainServer.SkipWhereMissing();
        var place = Directory.CreateTempSubdirectory("vitrine-pg-").FullName;
        var isMounted = Run("mount", "-t", "tmpfs", "-o", "size=140m", "tmpfs", place) == 0;
        try
        {
            Assert.SkipUnless(isMounted, "A disk of limited size needs the right to mount one.");
            var inside = Directory.CreateDirectory(Path.Combine(place, "server")).FullName;
            using var server = RealServer.Start("max_wal_size = 32MB\nmin_wal_size = 32MB\nshared_buffers = 8MB", inside);
            using var indexes = new PostgresIndexes(server.NewDatabase());
            var schema = new IndexSchema([64]) { Parts = [new("cells", 1000, 1, VectorFormat.Float32)] };
            using (var writer = indexes.Create("shop", schema))
            {
                Put(writer, 0, 10);
                writer.Commit();
            }

            using (var writer = indexes.Change("shop"))
            {
                var full = Assert.Throws<IndexUnavailableException>(() =>
                {
                    Put(writer, 10, 60_000);
                    writer.Commit();
                });
                Assert.Contains("the disk of the server is full", full.Message, StringComparison.Ordinal);
            }

            using var snapshot = indexes.Open("shop");
            Assert.Equal(10, snapshot.Items().Count());
        }
        finally
        {
            if (isMounted)
                Run("umount", place);
            Directory.Delete(place, recursive: true);
        }
    }

    private static void Put(IIndexWriter writer, int from, int to)
    {
        var random = new Random(1);
        for (var number = from; number < to; number++)
        {
            // Nothing that compresses.
            float[] cells = [.. Enumerable.Range(0, 1000).Select(_ => (float)random.NextDouble())];
            writer.Put(new IndexItem($"item-{number}") { Row = number, Code = new[] { (ulong)number }, Parts = [cells] });
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        run.StandardError.ReadToEnd();
        run.WaitForExit();
        return run.ExitCode;
    }
}
