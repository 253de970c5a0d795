using System.Runtime.ExceptionServices;

namespace Vitrine.Index;

/// <summary>Divides many queries among threads in batches, so that what is searched is read from memory once per batch.</summary>
internal static class QueryBatches
{
    /// <summary>Runs all batches. Results must not depend on their order.</summary>
    /// <param name="queries">Number of queries.</param>
    /// <param name="largest">Queries of a batch at most; fewer when there would not be a batch for each thread.</param>
    /// <param name="threads">Threads to use; less than 1 counts as 1.</param>
    /// <param name="run">Gets the first query of a batch and their number.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static void Run(int queries, int largest, int threads, Action<int, int> run, CancellationToken cancellation)
    {
        threads = Math.Max(1, threads);
        var size = Math.Clamp((queries + threads - 1) / threads, 1, largest);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, (queries + size - 1) / size, options, batch => run(batch * size, Math.Min(size, queries - batch * size)));
        }
        catch (AggregateException problems)
        {
            // The caller sees what it would see with one thread.
            ExceptionDispatchInfo.Throw(problems.InnerExceptions[0]);
        }
    }
}
