using System.Diagnostics;
using System.Globalization;
using Outside.IndexWriting;

namespace Vitrine.Index.Tests.Faults;

/// <summary>A process that makes commits is ended at any moment, as by SIGKILL: what it said that it had made is there, whole, and nothing that it had not begun.</summary>
public sealed class KillTests : IDisposable
{
    // More of them: VITRINE_KILLS=500 ./test Index
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("VITRINE_KILLS") ?? "12", CultureInfo.InvariantCulture);

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-kills-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Kill_AtAnyMoment_LeavesTheLastCommit()
    {
        WrittenIndex.Create(folder);
        var (random, found) = (new Random(1), 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            var said = WriteFor(TimeSpan.FromMilliseconds(random.Next(80)), found);
            found = WrittenIndex.Check(folder);
            Assert.InRange(found, said, said + 1);
            if (found > 400)
            {
                Directory.Delete(folder, recursive: true); // the past is made anew at each look
                WrittenIndex.Create(folder);
                found = 0;
            }
        }
    }

    [Fact]
    public void Open_WhileAnotherProcessWrites_ShowsOneOfItsCommits()
    {
        WrittenIndex.Create(folder);
        using var process = Start();
        try
        {
            process.StandardOutput.ReadLine();
            Assert.Throws<IOException>(() => WrittenIndex.Open(folder)); // one writer at a time
            var last = 0;
            for (var clock = Stopwatch.StartNew(); last < 20; Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), $"commit {last}"))
            {
                var found = WrittenIndex.Check(folder);
                Assert.True(found >= last, $"commit {found} after {last}");
                last = found;
            }
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }

        WrittenIndex.Open(folder).Dispose();
    }

    // The last commit that it said.
    private int WriteFor(TimeSpan time, int before)
    {
        using var process = Start();
        var first = process.StandardOutput.ReadLine();
        Thread.Sleep(time);
        process.Kill();
        var rest = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return int.Parse(rest.LastOrDefault() ?? first ?? before.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private Process Start() => Process.Start(new ProcessStartInfo("dotnet", [Path.ChangeExtension(typeof(WrittenIndex).Assembly.Location, ".dll"), folder]) { RedirectStandardOutput = true })!;
}
