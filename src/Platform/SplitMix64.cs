using System.Runtime.CompilerServices;

namespace Vitrine.Platform;

/// <summary>SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a tiny generator, and a mixer whose near inputs give unrelated outputs. The same everywhere.</summary>
internal static class SplitMix64
{
    // 2^64 divided by the golden ratio, made odd.
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>The next 64 bits of a sequence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Next(ref ulong state) => Finalise(state += Gamma);

    /// <summary>Number <paramref name="index"/> (0-based) of the sequence that follows <paramref name="seed"/>, without those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong At(ulong seed, ulong index) => Finalise(seed + index * Gamma);

    /// <summary>Mixes 64 bits; one-to-one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong bits) => Finalise(bits + Gamma);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Finalise(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
