using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>
/// Chooses the kernels once per process: the widest registers of the processor, unless the environment variable
/// <c>VITRINE_KERNEL</c> (<c>scalar</c>, <c>v128</c>, <c>v256</c>, <c>v512</c>) names another level.
/// </summary>
public static class Simd
{
    /// <summary>The variable that forces a level.</summary>
    public const string Variable = "VITRINE_KERNEL";

    private static readonly Lazy<SimdLevel> Chosen = new(() => Parse(Environment.GetEnvironmentVariable(Variable)));

    /// <summary>The level in use.</summary>
    /// <exception cref="PlatformNotSupportedException">The variable names an unknown level or one this processor lacks.</exception>
    public static SimdLevel Level => Chosen.Value;

    /// <summary>Levels this processor can run, narrow first.</summary>
    public static IReadOnlyList<SimdLevel> Supported { get; } = [.. Enum.GetValues<SimdLevel>().Where(IsSupported)];

    internal static SimdLevel Parse(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return Supported[^1];
        SimdLevel? level = name.Trim().ToLowerInvariant() switch
        {
            "scalar" => SimdLevel.Scalar,
            "v128" => SimdLevel.V128,
            "v256" => SimdLevel.V256,
            "v512" => SimdLevel.V512,
            _ => null,
        };
        if (level is not { } known)
            throw new PlatformNotSupportedException($"{Variable} is '{name}'; expected scalar, v128, v256 or v512, or no value for the best.");
        return Require(known);
    }

    internal static SimdLevel Require(SimdLevel level) => IsSupported(level)
        ? level
        : throw new PlatformNotSupportedException($"This processor has no {level} kernels; it supports {string.Join(", ", Supported)}.");

    private static bool IsSupported(SimdLevel level) => level switch
    {
        SimdLevel.V512 => Avx512F.IsSupported && Avx512BW.IsSupported,
        SimdLevel.V256 => Avx2.IsSupported && Fma.IsSupported,
        SimdLevel.V128 => Vector128.IsHardwareAccelerated,
        _ => true,
    };
}
