using Vitrine.Platform;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// Which kernels run: the widest that the processor is fast with, or the one that <c>VITRINE_KERNEL=scalar|v128|v256|v512</c> names, so that every
/// path can be tested on one machine. Results are the same bit for bit on every run with the same kernel.
/// </summary>
public static class KernelSelection
{
    // Chosen at first use and not in an initialiser, whose exception would hide the message.
    private const int NotChosen = -1;
    private static int chosen = NotChosen;

    /// <summary>The level in use.</summary>
    /// <exception cref="PlatformNotSupportedException">The variable names no level, or one that this processor lacks.</exception>
    public static KernelLevel Level => chosen != NotChosen ? (KernelLevel)chosen : (KernelLevel)(chosen = (int)KernelChoice.FromEnvironment());

    /// <summary>Forces a level for this process (tests, benchmarks); .NET emulates a width that the processor lacks.</summary>
    public static void Force(KernelLevel level) => chosen = (int)level;
}
