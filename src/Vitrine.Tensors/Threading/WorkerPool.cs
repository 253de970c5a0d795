using System.Runtime.CompilerServices;

namespace Vitrine.Tensors.Threading;

/// <summary>A piece of parallel work: <see cref="Run"/> is called once for each block index, from any thread.</summary>
internal interface IBlockJob
{
    void Run(int block);
}

/// <summary>
/// A fixed set of threads that share the blocks of one kernel call. Blocks are split over the output, never over a reduction, so the
/// number of threads cannot change a result. A call allocates nothing.
/// </summary>
public static unsafe class WorkerPool
{
    // A kernel call lasts tens of microseconds to milliseconds, a sleeping thread takes about 50 µs to wake: idle workers watch for
    // work a little while before they sleep.
    private const int SpinsBeforeSleep = 2_000;

    private static readonly Lock Gate = new();
    private static readonly SemaphoreSlim Wake = new(0);
    private static int threadCount = InitialThreadCount();
    private static int startedWorkers;

    // The current job. Written by the caller before the generation moves on, read by the workers after.
    private static delegate*<void*, int, void> run;
    private static void* state;
    private static int blockCount;
    private static int nextBlock;
    private static int generation;
    private static int seats; // workers that may still join this job
    private static int active; // workers inside the job
    private static int sleeping;
    private static Exception? failure;

    [ThreadStatic]
    private static bool isInside;

    /// <summary>
    /// Threads that work on one call, the caller included. Default: <c>VITRINE_THREADS</c>, else the number of processors.
    /// </summary>
    public static int ThreadCount
    {
        get => threadCount;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            lock (Gate)
                threadCount = value;
        }
    }

    /// <summary>Whether this thread works on a block of the pool already, so that calls from here run on it alone.</summary>
    internal static bool IsInside => isInside;

    /// <summary>
    /// Runs blocks 0 … <paramref name="blocks"/> − 1 of <paramref name="job"/> and returns when all are done. Inside another call, or
    /// while another thread uses the pool, the caller does all blocks itself.
    /// </summary>
    internal static void For<TJob>(int blocks, TJob job)
        where TJob : struct, IBlockJob
    {
        if (blocks <= 0)
            return;
        var helpers = Math.Min(threadCount, blocks) - 1;
        if (helpers <= 0 || isInside || !Gate.TryEnter())
        {
            for (var block = 0; block < blocks; block++)
                job.Run(block);
            return;
        }

        try
        {
            isInside = true;
            StartWorkers(helpers);

            // The job is a parameter of this frame, so its address stays valid until the last worker has left.
            state = Unsafe.AsPointer(ref job);
            run = &Invoke<TJob>;
            blockCount = blocks;
            failure = null;
            Volatile.Write(ref nextBlock, 0);
            Volatile.Write(ref seats, helpers);
            Interlocked.Increment(ref generation);
            var asleep = Math.Min(Volatile.Read(ref sleeping), helpers);
            if (asleep > 0)
                Wake.Release(asleep);

            TakeBlocks();

            // No one may join any more; then wait for those who did.
            Volatile.Write(ref seats, 0);
            Interlocked.MemoryBarrier();
            var spinner = new SpinWait();
            while (Volatile.Read(ref active) > 0)
                spinner.SpinOnce(sleep1Threshold: -1);
        }
        finally
        {
            isInside = false;
            Gate.Exit();
        }

        if (failure is { } exception)
            throw new AggregateException(exception);
    }

    private static void Invoke<TJob>(void* state, int block)
        where TJob : struct, IBlockJob => Unsafe.AsRef<TJob>(state).Run(block);

    private static void TakeBlocks()
    {
        try
        {
            int block;
            while ((block = Interlocked.Increment(ref nextBlock) - 1) < blockCount)
                run(state, block);
        }
        catch (Exception exception)
        {
            failure = exception;
            Volatile.Write(ref nextBlock, blockCount);
        }
    }

    private static void StartWorkers(int wanted)
    {
        for (; startedWorkers < wanted; startedWorkers++)
        {
            new Thread(Work) { IsBackground = true, Name = $"Vitrine worker {startedWorkers + 1}" }.Start(Volatile.Read(ref generation));
        }
    }

    private static void Work(object? startGeneration)
    {
        isInside = true;
        var seen = (int)startGeneration!;
        while (true)
        {
            for (var spins = 0; Volatile.Read(ref generation) == seen; spins++)
            {
                if (spins < SpinsBeforeSleep)
                {
                    Thread.SpinWait(16);
                    continue;
                }

                Interlocked.Increment(ref sleeping);
                if (Volatile.Read(ref generation) == seen)
                    Wake.Wait();
                Interlocked.Decrement(ref sleeping);
                spins = 0;
            }

            seen = Volatile.Read(ref generation);

            // "active" is raised before a seat is taken: the caller waits for it after closing the seats, so it never leaves early.
            Interlocked.Increment(ref active);
            if (Interlocked.Decrement(ref seats) >= 0)
                TakeBlocks();
            Interlocked.Decrement(ref active);
        }
    }

    private static int InitialThreadCount() =>
        int.TryParse(Environment.GetEnvironmentVariable("VITRINE_THREADS"), out var threads) && threads > 0
            ? threads
            : Environment.ProcessorCount;
}
