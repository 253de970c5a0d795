namespace Vitrine.Tensors.Threading;

/// <summary>Parallel work on consecutive items: <see cref="Run"/> is called for ranges that together cover all of them once.</summary>
internal interface IRangeJob
{
    void Run(int start, int count);
}

/// <summary>
/// Cuts work into ranges of a fixed size. The cuts depend on the sizes alone, never on the number of threads, so vector code whose last few
/// elements round differently gives the same bits on one thread and on many.
/// </summary>
internal static class WorkRange
{
    // 64 KiB of floats: a range and its neighbours in two or three tensors fit the second-level cache, and the work outweighs the hand-over.
    private const int ElementsPerRange = 16_384;
    private const int NarrowestColumns = 128;

    /// <summary>Ranges of elements of a flat tensor.</summary>
    public static void Elements<TJob>(int length, TJob job)
        where TJob : struct, IRangeJob => Split(length, ElementsPerRange, job);

    /// <summary>Ranges of whole rows.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="cost">What a row costs, in elements touched.</param>
    /// <param name="job">Gets the first row and how many.</param>
    public static void Rows<TJob>(int rows, long cost, TJob job)
        where TJob : struct, IRangeJob => Split(rows, (int)Math.Clamp(ElementsPerRange / Math.Max(1, cost), 1, int.MaxValue), job);

    /// <summary>
    /// Ranges of columns, for sums over rows that one thread must take in order: wide enough that a row's part is several vectors and whole cache
    /// lines.
    /// </summary>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="rows">Rows that each range walks.</param>
    /// <param name="job">Gets the first column and how many.</param>
    public static void Columns<TJob>(int columns, long rows, TJob job)
        where TJob : struct, IRangeJob
    {
        var wanted = (int)Math.Clamp(ElementsPerRange / Math.Max(1, rows), 1, int.MaxValue - NarrowestColumns);
        Split(columns, (wanted + NarrowestColumns - 1) / NarrowestColumns * NarrowestColumns, job);
    }

    private static void Split<TJob>(int count, int perRange, TJob job)
        where TJob : struct, IRangeJob
    {
        if (count <= 0)
            return;
        if (count <= perRange)
            job.Run(0, count);
        else
            WorkerPool.For((int)(((long)count + perRange - 1) / perRange), new Range<TJob>(count, perRange, job));
    }

    private readonly struct Range<TJob>(int count, int perRange, TJob job) : IBlockJob
        where TJob : struct, IRangeJob
    {
        public void Run(int block) => job.Run(block * perRange, Math.Min(perRange, count - block * perRange));
    }
}
