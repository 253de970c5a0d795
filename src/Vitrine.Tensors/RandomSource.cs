using System.Numerics;
using Vitrine.Platform;

namespace Vitrine.Tensors;

/// <summary>
/// The state of a <see cref="RandomSource"/>, to be saved in a checkpoint. Any four words that are not all zero.
/// </summary>
public readonly record struct RandomState(ulong A, ulong B, ulong C, ulong D);

/// <summary>
/// A seeded random generator whose numbers are the same on every machine and runtime version: xoshiro256++ (Blackman and Vigna, 2019),
/// its state filled from the seed by SplitMix64. Not for secrets.
/// </summary>
public sealed class RandomSource
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    /// <summary>Starts the sequence of <paramref name="seed"/>.</summary>
    public RandomSource(ulong seed)
    {
        a = SplitMix64.Next(ref seed);
        b = SplitMix64.Next(ref seed);
        c = SplitMix64.Next(ref seed);
        d = SplitMix64.Next(ref seed);
    }

    /// <summary>Goes on from a saved state.</summary>
    public RandomSource(RandomState state) => State = state;

    /// <summary>All that is needed to go on with the sequence.</summary>
    public RandomState State
    {
        get => new(a, b, c, d);
        set => (a, b, c, d) = (value.A, value.B, value.C, value.D);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(a + d, 23) + a;
        var shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, 1) with 24 random bits.</summary>
    public float NextSingle() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in 0 … <paramref name="bound"/> − 1, without bias (Lemire, 2019).</summary>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var product = (NextBits() >> 32) * (ulong)bound;
        if ((uint)product < (uint)bound)
        {
            var threshold = (uint)-bound % (uint)bound;
            while ((uint)product < threshold)
                product = (NextBits() >> 32) * (ulong)bound;
        }

        return (int)(product >> 32);
    }

    /// <summary>Standard normal (Box and Muller, 1958); one of the pair is dropped so that the state is all there is to save.</summary>
    public float NextNormal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return (float)(radius * Math.Cos(2 * Math.PI * NextDouble()));
    }

    /// <summary>Puts <paramref name="items"/> into random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>A source of its own for a part of the work (a layer, a data loader), so that parts do not shift each other's numbers.</summary>
    public RandomSource Fork() => new(NextBits());
}
