using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>
/// Some bits of a code, drawn together to a key. Bits are dealt out to the parts in turn, as cards are: so each part has its share of every layer, and of two
/// neighbouring bits, which often say the same, each part has one at most.
/// </summary>
internal sealed class CodePart
{
    private readonly ulong[] masks; // of each word

    private CodePart(ulong[] masks, int bits) => (this.masks, Bits) = (masks, bits);

    /// <summary>Bits of the key.</summary>
    public int Bits { get; }

    /// <summary>Deals the bits out.</summary>
    public static CodePart[] Deal(CodeLayout layout, int parts)
    {
        var dealt = new CodePart[parts];
        for (var part = 0; part < parts; part++)
        {
            var masks = new ulong[layout.Words];
            var bits = 0;
            for (var bit = part; bit < layout.Bits; bit += parts, bits++)
                masks[bit / 64] |= 1UL << bit % 64;
            dealt[part] = new CodePart(masks, bits);
        }

        return dealt;
    }

    /// <summary>The key of a code.</summary>
    public uint KeyOf(ReadOnlySpan<ulong> code)
    {
        var (key, filled) = (0UL, 0);
        for (var w = 0; w < masks.Length; w++)
        {
            key |= Draw(code[w], masks[w]) << filled;
            filled += BitOperations.PopCount(masks[w]);
        }

        return (uint)key;
    }

    /// <summary>In how many bits of the part two codes differ.</summary>
    public int Distance(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var distance = 0;
        for (var w = 0; w < masks.Length; w++)
            distance += BitOperations.PopCount((a[w] ^ b[w]) & masks[w]);
        return distance;
    }

    private static ulong Draw(ulong word, ulong mask)
    {
        if (Bmi2.X64.IsSupported)
            return Bmi2.X64.ParallelBitExtract(word, mask);
        var drawn = 0UL;
        for (var bit = 0; mask != 0; mask &= mask - 1, bit++)
            drawn |= (word >> BitOperations.TrailingZeroCount(mask) & 1) << bit;
        return drawn;
    }
}
