using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>
/// Chooses the kernels once per process: the widest registers that the processor is fast with, unless the environment variable
/// <c>VITRINE_KERNEL</c> (<c>scalar</c>, <c>v128</c>, <c>v256</c>, <c>v512</c>) names another level.
/// </summary>
public static class Simd
{
    private static readonly Lazy<SimdLevel> Chosen = new(() => (SimdLevel)KernelChoice.FromEnvironment());

    /// <summary>The level in use.</summary>
    /// <exception cref="PlatformNotSupportedException">The variable names an unknown level or one this processor lacks.</exception>
    public static SimdLevel Level => Chosen.Value;

    /// <summary>Levels this processor can run, narrow first.</summary>
    public static IReadOnlyList<SimdLevel> Supported { get; } = [.. KernelChoice.Supported.Select(width => (SimdLevel)width)];

    internal static SimdLevel Require(SimdLevel level) => (SimdLevel)KernelChoice.Require((VectorWidth)level);
}
