using System.Diagnostics;
using Vitrine.Tensors.Threading;
using Vitrine.Workbench.Benchmarks;

namespace Vitrine.Benchmarks;

/// <summary>
/// Lets a script of <c>bench/peers</c> drive the works of this process, so that both sides run in turn: one command per line of standard input,
/// one answer per line of standard output.
/// <code>
/// setup NAME THREADS   → ok
/// run COUNT            → milliseconds per run, the mean of COUNT runs
/// peak                 → the process's peak memory in MB
/// end                  → (leaves)
/// </code>
/// </summary>
public static class WorkServer
{
    /// <summary>Answers until <c>end</c> or the end of the input.</summary>
    public static void Serve(TextReader input, TextWriter output)
    {
        IWork? work = null;
        while (input.ReadLine()?.Split(' ') is { } command && command[0] != "end")
        {
            try
            {
                output.WriteLine(Answer(command, ref work));
            }
            catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
            {
                output.WriteLine($"error {exception.Message}");
            }

            output.Flush();
        }

        work?.Dispose();
    }

    private static string Answer(string[] command, ref IWork? work)
    {
        switch (command)
        {
            case ["setup", var name, var threads]:
                work?.Dispose();
                work = null;
                WorkerPool.ThreadCount = int.Parse(threads);
                work = WorkCatalogue.Create(name);
                return "ok";
            case ["run", var count] when work is not null:
                var runs = int.Parse(count);
                var start = Stopwatch.GetTimestamp();
                for (var i = 0; i < runs; i++)
                    work.Run();
                return (Stopwatch.GetElapsedTime(start).TotalMilliseconds / runs).ToString("R");
            case ["peak"]:
                return (Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0).ToString("F1");
            default:
                return $"error expected 'setup NAME THREADS', 'run COUNT' after a setup, 'peak' or 'end', not '{string.Join(' ', command)}'";
        }
    }
}
