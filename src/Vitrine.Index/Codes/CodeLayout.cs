using System.Numerics;

namespace Vitrine.Index;

/// <summary>
/// Where the bits of each layer lie in a hash code. Bit i is bit i mod 64 (least significant first) of word i / 64; layers follow
/// one another, coarsest first; unused high bits of the last word are 0.
/// </summary>
public sealed class CodeLayout
{
    /// <summary>Longest code in bits: 31 words, so that a byte can count the differing bits of a whole code (31 · 8 &lt; 256).</summary>
    public const int MaxBits = 31 * 64;

    /// <summary>Makes a layout.</summary>
    /// <param name="bitsPerLayer">Bits of each layer, coarsest first; one entry for a flat code.</param>
    /// <exception cref="ArgumentException">No layer, a layer without bits, or more than <see cref="MaxBits"/> in all.</exception>
    public CodeLayout(params IReadOnlyList<int> bitsPerLayer)
    {
        if (bitsPerLayer.Count == 0 || bitsPerLayer.Any(b => b < 1) || bitsPerLayer.Sum(b => (long)b) > MaxBits)
            throw new ArgumentException($"Layers of {string.Join('+', bitsPerLayer)} bits; expected at least one layer, each of at least 1 bit, together at most {MaxBits}.", nameof(bitsPerLayer));
        BitsPerLayer = [.. bitsPerLayer];
        Bits = bitsPerLayer.Sum();
    }

    /// <summary>Bits of each layer, coarsest first.</summary>
    public IReadOnlyList<int> BitsPerLayer { get; }

    /// <summary>Bits of a whole code.</summary>
    public int Bits { get; }

    /// <summary>64-bit words of a code: ⌈bits / 64⌉.</summary>
    public int Words => (Bits + 63) / 64;

    /// <summary>Hamming distance of two codes, layer by layer; the sum is the distance of the codes.</summary>
    public int[] LayerDistances(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        CheckCode(a);
        CheckCode(b);
        var distances = new int[BitsPerLayer.Count];
        var bit = 0;
        for (var layer = 0; layer < distances.Length; layer++)
        {
            for (var end = bit + BitsPerLayer[layer]; bit < end;)
            {
                var inWord = Math.Min(end - bit, 64 - bit % 64);
                var mask = (inWord == 64 ? ulong.MaxValue : (1UL << inWord) - 1) << (bit % 64);
                distances[layer] += BitOperations.PopCount((a[bit / 64] ^ b[bit / 64]) & mask);
                bit += inWord;
            }
        }

        return distances;
    }

    /// <summary>Checks that a code has the right length and no bit beyond its end, which would add to every distance.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public void CheckCode(ReadOnlySpan<ulong> code)
    {
        if (code.Length != Words)
            throw new ArgumentException($"A code of {code.Length} words; {Bits} bits need {Words}.", nameof(code));
        if (Bits % 64 != 0 && code[^1] >> (Bits % 64) != 0)
            throw new ArgumentException($"A code has bits set beyond its {Bits} bits; they must be 0. Was it made by a model with longer codes?", nameof(code));
    }
}
