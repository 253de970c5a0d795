namespace Vitrine.Models.TwoSided;

/// <summary>From real-valued hash representations to bits.</summary>
public static class SignCodes
{
    /// <summary>Words of 64 bits that a code takes.</summary>
    public static int WordsPerCode(int bits) => (bits + 63) / 64;

    /// <summary>Sets bit <paramref name="firstBit"/> + j of code i to h[i, j] ≥ 0 (sign(0) = +1).</summary>
    /// <param name="representations">[n, <paramref name="bits"/>], row-major.</param>
    /// <param name="bits">Bits to set: the length of a row.</param>
    /// <param name="codes">[n × <paramref name="wordsPerCode"/>], zero where bits are to be set.</param>
    /// <param name="wordsPerCode">Words from one code to the next.</param>
    /// <param name="firstBit">Where in the code the bits begin.</param>
    public static void Pack(ReadOnlySpan<float> representations, int bits, Span<ulong> codes, int wordsPerCode, int firstBit = 0)
    {
        for (var i = 0; i < representations.Length; i++)
        {
            if (!(representations[i] >= 0))
                continue;
            var (item, bit) = (i / bits, firstBit + i % bits);
            codes[item * wordsPerCode + bit / 64] |= 1UL << (bit % 64);
        }
    }

    /// <summary>How many bits each of K layers gets.</summary>
    /// <param name="bits">R, the length of the whole code.</param>
    /// <param name="layers">K.</param>
    /// <param name="finestShare">
    /// Share of the bits that the finest layer has, the others divide the rest evenly; null: R/K each, the remainder to the finest.
    /// </param>
    /// <exception cref="ArgumentException">A layer would get no bit.</exception>
    public static int[] SplitOverLayers(int bits, int layers, float? finestShare = null)
    {
        if (bits < layers)
            throw new ArgumentException($"{bits} bits do not reach for {layers} layers; at least one bit per layer is needed.", nameof(bits));
        var coarse = finestShare is { } share && layers > 1 ? Math.Max(1, (int)(bits * (1 - share)) / (layers - 1)) : bits / layers;
        var perLayer = new int[layers];
        Array.Fill(perLayer, coarse);
        perLayer[^1] = bits - coarse * (layers - 1);
        return perLayer;
    }
}
