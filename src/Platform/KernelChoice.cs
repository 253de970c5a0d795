using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Platform;

/// <summary>
/// Which kernels run: the widest that the processor is fast with, or those that the environment variable <c>VITRINE_KERNEL</c> names, so that every
/// path can be tested on one machine.
/// </summary>
internal static class KernelChoice
{
    /// <summary>The variable that forces a width: scalar, v128, v256 or v512.</summary>
    public const string Variable = "VITRINE_KERNEL";

    /// <summary>
    /// The widest registers that pay. Some processors have 512 bits and slow down when they are used; there the runtime does not call them accelerated.
    /// </summary>
    public static VectorWidth Widest =>
        Vector512.IsHardwareAccelerated && IsSupported(VectorWidth.V512) ? VectorWidth.V512
        : Vector256.IsHardwareAccelerated && IsSupported(VectorWidth.V256) ? VectorWidth.V256
        : IsSupported(VectorWidth.V128) ? VectorWidth.V128
        : VectorWidth.Scalar;

    /// <summary>Widths whose instructions this processor has, narrow first.</summary>
    public static IEnumerable<VectorWidth> Supported => Enum.GetValues<VectorWidth>().Where(IsSupported);

    /// <summary>True when this processor has the instructions.</summary>
    public static bool IsSupported(VectorWidth width) => width switch
    {
        VectorWidth.V512 => Avx512F.IsSupported && Avx512BW.IsSupported,
        VectorWidth.V256 => Avx2.IsSupported && Fma.IsSupported,
        VectorWidth.V128 => Vector128.IsHardwareAccelerated,
        _ => true,
    };

    /// <summary>What the variable says.</summary>
    /// <exception cref="PlatformNotSupportedException">It names no width, or one that this processor lacks.</exception>
    public static VectorWidth FromEnvironment() => Parse(Environment.GetEnvironmentVariable(Variable));

    /// <summary>What a value of the variable says; no value means the widest.</summary>
    /// <exception cref="PlatformNotSupportedException">It names no width, or one that this processor lacks.</exception>
    public static VectorWidth Parse(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return Widest;
        foreach (var width in Enum.GetValues<VectorWidth>())
        {
            if (name.Trim().Equals(width.ToString(), StringComparison.OrdinalIgnoreCase))
                return Require(width);
        }

        throw new PlatformNotSupportedException($"{Variable} is '{name}'; expected scalar, v128, v256 or v512, or no value for the widest.");
    }

    /// <summary>Refuses what this processor cannot run.</summary>
    /// <exception cref="PlatformNotSupportedException">It lacks the instructions.</exception>
    public static VectorWidth Require(VectorWidth width) => IsSupported(width)
        ? width
        : throw new PlatformNotSupportedException(
            $"This processor has no {width} kernels; it has {string.Join(", ", Supported)}. Name one of them in {Variable}, or give it no value.");
}
