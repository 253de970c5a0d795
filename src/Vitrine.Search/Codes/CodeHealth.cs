using System.Numerics;

namespace Vitrine.Search.Codes;

/// <summary>
/// How well codes use their bits: bits that are nearly always the same tell nothing, bits that repeat others tell it twice, and products of one code cannot be ordered.
/// </summary>
public sealed record CodeHealth
{
    /// <summary>Products that pairs are taken of, evenly spread: two million pairs.</summary>
    public const int MostPaired = 2000;

    private const int MostAlike = 10;

    /// <summary>Products with a code.</summary>
    public required int Products { get; init; }

    /// <summary>Bits of each layer, coarse first.</summary>
    public required IReadOnlyList<int> BitsPerLayer { get; init; }

    /// <summary>Each bit.</summary>
    public required IReadOnlyList<BitHealth> Bits { get; init; }

    /// <summary>Mean of |correlation| over all pairs of bits; independent bits have about 0.</summary>
    public required double MeanCorrelation { get; init; }

    /// <summary>The ten pairs of largest |correlation|.</summary>
    public required IReadOnlyList<BitPair> MostCorrelated { get; init; }

    /// <summary>Codes that differ from each other.</summary>
    public required int DistinctCodes { get; init; }

    /// <summary>Share of products whose code another product has too.</summary>
    public required double IdenticalShare { get; init; }

    /// <summary>Products of the code that most have.</summary>
    public required int LargestGroup { get; init; }

    /// <summary>Pairs of products of one finest category, by their distance, 0 … bits.</summary>
    public required IReadOnlyList<long> Within { get; init; }

    /// <summary>Pairs of two categories, by their distance.</summary>
    public required IReadOnlyList<long> Across { get; init; }

    /// <summary>Share of pairs of one category whose distance is 0: these no plain search can order.</summary>
    public double TiedWithin => Within.Sum() is > 0 and var all ? Within[0] / (double)all : 0;

    /// <summary>Measures codes.</summary>
    /// <param name="codes">Of some products.</param>
    /// <param name="categories">The finest category of each of them, in their order.</param>
    public static CodeHealth Of(StoredCodes codes, IReadOnlyList<int> categories)
    {
        var (count, bits) = (codes.Rows.Count, codes.BitsPerLayer.Sum());
        if (count != categories.Count)
            throw new ArgumentException($"{count} codes and {categories.Count} categories.", nameof(categories));
        var words = (bits + 63) / 64;
        var columns = new BitColumns(codes.Words, words, bits);
        var pairs = Pairs(columns);
        var groups = Enumerable.Range(0, count).GroupBy(item => string.Join(' ', codes.Words.Skip(item * words).Take(words))).Select(group => group.Count()).ToArray();
        var (within, across) = Distances(codes, categories, words, bits);
        return new CodeHealth
        {
            Products = count,
            BitsPerLayer = codes.BitsPerLayer,
            Bits = [.. Enumerable.Range(0, bits).Select(bit => new BitHealth(bit, LayerOf(bit, codes.BitsPerLayer), columns.Share(bit), BitHealth.EntropyOf(columns.Share(bit))))],
            MeanCorrelation = pairs.Count == 0 ? 0 : pairs.Average(pair => Math.Abs(pair.Correlation)),
            MostCorrelated = [.. pairs.OrderByDescending(pair => Math.Abs(pair.Correlation)).ThenBy(pair => pair.One).ThenBy(pair => pair.Other).Take(MostAlike)],
            DistinctCodes = groups.Length,
            IdenticalShare = count == 0 ? 0 : groups.Where(size => size > 1).Sum() / (double)count,
            LargestGroup = groups.DefaultIfEmpty(0).Max(),
            Within = within,
            Across = across,
        };
    }

    private static List<BitPair> Pairs(BitColumns columns)
    {
        var pairs = new List<BitPair>(columns.Bits * (columns.Bits - 1) / 2);
        for (var one = 0; one < columns.Bits; one++)
        {
            for (var other = one + 1; other < columns.Bits; other++)
                pairs.Add(new BitPair(one, other, columns.Correlation(one, other)));
        }

        return pairs;
    }

    private static (long[] Within, long[] Across) Distances(StoredCodes codes, IReadOnlyList<int> categories, int words, int bits)
    {
        var (within, across) = (new long[bits + 1], new long[bits + 1]);
        var count = Math.Min(MostPaired, codes.Rows.Count);
        int[] some = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * codes.Rows.Count / count))];
        ulong[][] own = [.. some.Select(item => Enumerable.Range(item * words, words).Select(word => codes.Words[word]).ToArray())];
        for (var one = 0; one < count; one++)
        {
            for (var other = one + 1; other < count; other++)
            {
                var distance = 0;
                for (var word = 0; word < words; word++)
                    distance += BitOperations.PopCount(own[one][word] ^ own[other][word]);
                (categories[some[one]] == categories[some[other]] ? within : across)[distance]++;
            }
        }

        return (within, across);
    }

    private static int LayerOf(int bit, IReadOnlyList<int> bitsPerLayer)
    {
        var layer = 0;
        for (var end = bitsPerLayer[0]; bit >= end; end += bitsPerLayer[layer])
            layer++;
        return layer + 1;
    }
}
