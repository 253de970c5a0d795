using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>
/// Codes as a model of layers gives them to a catalogue: 20 > 200 > 2,000 categories, a layer of the code for each level. An item has the code of its
/// category, in which each bit of the layers is flipped with a probability of 1/64, 1/32 and 1/16.
/// </summary>
internal sealed class LearnedCodes
{
    private const int Branching = 10;
    private const int LeastFlips = 4; // 2⁻⁴ in the finest layer

    private static readonly int[] Categories = [20, 200, 2000];

    private readonly CodeLayout layout;
    private readonly ulong[][] layerMasks;
    private readonly ulong[][] centres; // by layer, category after category, of whole codes
    private ulong state;

    /// <param name="bits">64, 128 or 256.</param>
    /// <param name="seed">Of everything.</param>
    public LearnedCodes(int bits, ulong seed)
    {
        state = seed;
        layout = new CodeLayout(bits / 4, bits / 4, bits / 2);
        (layerMasks, centres) = (new ulong[Categories.Length][], new ulong[Categories.Length][]);
        for (var (layer, bit) = (0, 0); layer < Categories.Length; layer++)
        {
            layerMasks[layer] = new ulong[layout.Words];
            for (var end = bit + layout.BitsPerLayer[layer]; bit < end; bit++)
                layerMasks[layer][bit / 64] |= 1UL << bit % 64;
            centres[layer] = [.. Enumerable.Range(0, Categories[layer] * layout.Words).Select(i => Next() & layerMasks[layer][i % layout.Words])];
        }
    }

    /// <summary>Layers of a quarter, a quarter and half of the bits.</summary>
    public CodeLayout Layout => layout;

    /// <summary>Some codes, row by row.</summary>
    public ulong[] Draw(int count)
    {
        var codes = new ulong[(long)count * layout.Words];
        for (long row = 0; row < count; row++)
        {
            var category = (int)(Next() % (ulong)Categories[^1]);
            for (var layer = Categories.Length - 1; layer >= 0; layer--, category /= Branching)
            {
                for (var w = 0; w < layout.Words; w++)
                {
                    if (layerMasks[layer][w] != 0)
                        codes[row * layout.Words + w] |= (centres[layer][category * layout.Words + w] ^ Flips(LeastFlips + Categories.Length - 1 - layer)) & layerMasks[layer][w];
                }
            }
        }

        return codes;
    }

    /// <summary>Bits that are each set with a probability of 2 to the minus <paramref name="power"/>.</summary>
    private ulong Flips(int power)
    {
        var bits = ulong.MaxValue;
        for (var i = 0; i < power; i++)
            bits &= Next();
        return bits;
    }

    private ulong Next() => SplitMix64.Mix(state++);
}
