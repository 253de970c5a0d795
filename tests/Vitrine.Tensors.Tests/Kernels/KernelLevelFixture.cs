using Vitrine.Tensors.Kernels;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Tests.Kernels;

/// <summary>Tests that force the kernel level or the number of threads, which are process-wide, run one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class KernelLevels
{
    public const string Name = "kernel levels";

    public static TheoryData<KernelLevel> All => [KernelLevel.Scalar, KernelLevel.V128, KernelLevel.V256, KernelLevel.V512];

    /// <summary>Runs <paramref name="action"/> at a level and with a number of threads, then restores both.</summary>
    internal static void With(KernelLevel level, int threads, Action action)
    {
        var (oldLevel, oldThreads) = (KernelSelection.Level, WorkerPool.ThreadCount);
        KernelSelection.Force(level);
        WorkerPool.ThreadCount = threads;
        try
        {
            action();
        }
        finally
        {
            KernelSelection.Force(oldLevel);
            WorkerPool.ThreadCount = oldThreads;
        }
    }
}
