using System.Runtime.Intrinsics;

namespace Vitrine.Tensors.Kernels;

/// <summary>The width of the vectors that a kernel works with.</summary>
public enum KernelLevel
{
    /// <summary>One float at a time.</summary>
    Scalar,

    /// <summary>4 floats: SSE, ARM AdvSimd.</summary>
    V128,

    /// <summary>8 floats: AVX2 with FMA.</summary>
    V256,

    /// <summary>16 floats: AVX-512.</summary>
    V512,
}

/// <summary>
/// Which kernels run: the widest that the processor accelerates, or the one that <c>VITRINE_KERNEL=scalar|v128|v256|v512</c> forces, so that
/// every path can be tested on one machine. Results are the same bit for bit on every run with the same kernel.
/// </summary>
public static class KernelSelection
{
    /// <summary>The environment variable that forces a kernel.</summary>
    public const string Variable = "VITRINE_KERNEL";

    /// <summary>The level in use.</summary>
    public static KernelLevel Level { get; private set; } = FromEnvironment();

    /// <summary>The widest level that this processor accelerates.</summary>
    public static KernelLevel Widest =>
        Vector512.IsHardwareAccelerated ? KernelLevel.V512
        : Vector256.IsHardwareAccelerated ? KernelLevel.V256
        : Vector128.IsHardwareAccelerated ? KernelLevel.V128
        : KernelLevel.Scalar;

    /// <summary>Forces a level for this process (tests, benchmarks); .NET emulates a width that the processor lacks.</summary>
    public static void Force(KernelLevel level) => Level = level;

    private static KernelLevel FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } name ? Widest
        : Enum.TryParse<KernelLevel>(name, ignoreCase: true, out var level) && !char.IsDigit(name[0]) ? level
        : throw new InvalidOperationException($"{Variable} is '{name}'; expected scalar, v128, v256 or v512.");
}
