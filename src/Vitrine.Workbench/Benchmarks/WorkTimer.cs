using System.Diagnostics;
using Vitrine.Tensors.Threading;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>A row of a benchmark's result; the names are those of its JSON.</summary>
/// <param name="Work">The work's name.</param>
/// <param name="Threads">Threads it ran on.</param>
/// <param name="OursMs">Milliseconds of one run, the median of several measurements.</param>
/// <param name="BytesPerRun">Bytes of managed memory allocated by one run.</param>
public sealed record WorkTiming(string Work, int Threads, double OursMs, long BytesPerRun);

/// <summary>Times works one after the other: what <c>vitrine bench tensors</c> does.</summary>
public static class WorkTimer
{
    private const int Measurements = 9;

    // A measurement lasts at least this long, so that the clock and a stray interruption do not show.
    private const double LeastMs = 20;

    /// <param name="names">Works, as in <see cref="WorkCatalogue.Names"/>.</param>
    /// <param name="threads">Numbers of threads; each work runs on each.</param>
    /// <param name="progress">Told each row.</param>
    /// <param name="cancellation">Ends the run between two measurements.</param>
    public static IReadOnlyList<WorkTiming> Time(
        IReadOnlyList<string> names, IReadOnlyList<int> threads, IProgress<WorkTiming>? progress = null, CancellationToken cancellation = default)
    {
        var before = WorkerPool.ThreadCount;
        try
        {
            var rows = new List<WorkTiming>();
            foreach (var count in threads)
            {
                WorkerPool.ThreadCount = count;
                foreach (var name in names)
                {
                    using var work = WorkCatalogue.Create(name);
                    var (ms, bytes) = Time(work, cancellation);
                    rows.Add(new WorkTiming(name, count, ms, bytes));
                    progress?.Report(rows[^1]);
                }
            }

            return rows;
        }
        finally
        {
            WorkerPool.ThreadCount = before;
        }
    }

    private static (double Ms, long Bytes) Time(IWork work, CancellationToken cancellation)
    {
        // The first runs are compiled and fill the buffer pool.
        for (var i = 0; i < 2; i++)
            work.Run();
        var runs = Math.Max(1, (int)(LeastMs / Math.Max(Measure(work, 1), 1e-3)));
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var times = new double[Measurements];
        for (var i = 0; i < Measurements; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            times[i] = Measure(work, runs);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(times);
        return (times[Measurements / 2], allocated / (Measurements * runs));
    }

    private static double Measure(IWork work, int runs)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < runs; i++)
            work.Run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / runs;
    }
}
