using System.Numerics;

namespace Vitrine.Index;

/// <summary>
/// A query whose bits weigh. A scan first adds up small whole numbers that never exceed the distance (<see cref="Tables"/>); only codes that these leave in
/// question get their distance. The distance is one sum, in the order of the bits, so it is the same whatever kernel runs.
/// </summary>
internal sealed class WeightedQuery
{
    // A sum of doubles is off by less than this part of itself, and so are the tables' entries.
    private const double Slack = 1 + 1e-9;

    private readonly ulong[] code;
    private readonly double[] weights; // times 2^-exponent, so that their sum, and every distance, is a float
    private readonly int exponent;

    /// <exception cref="ArgumentException">The weights are not one per bit, or one is negative, infinite or no number.</exception>
    public WeightedQuery(ReadOnlySpan<ulong> query, ReadOnlySpan<float> bitWeights, CodeLayout layout)
    {
        layout.CheckCode(query);
        if (bitWeights.Length != layout.Bits)
            throw new ArgumentException($"{bitWeights.Length} weights; a code of {layout.Bits} bits needs one for each bit.", nameof(bitWeights));
        code = query.ToArray();
        weights = new double[64 * layout.Words];
        double sum = 0;
        for (var bit = 0; bit < bitWeights.Length; bit++)
        {
            if (!float.IsFinite(bitWeights[bit]) || bitWeights[bit] < 0)
                throw new ArgumentException($"The weight of bit {bit} is {bitWeights[bit]}; expected a finite number of 0 or more.", nameof(bitWeights));
            sum += weights[bit] = bitWeights[bit];
        }

        exponent = sum == 0 ? 0 : Math.ILogB(sum) - 126; // as high as a float can say, so that the lightest bits keep all of theirs
        for (var bit = 0; bit < weights.Length; bit++)
            weights[bit] = Math.ScaleB(weights[bit], -exponent);
        Tables = WeightTables.Below(code, weights);
    }

    /// <summary>For the kernel.</summary>
    public WeightTables Tables { get; }

    /// <summary>The distance of a code as a rank for <see cref="TopK"/>: the bits of a float, which grow with it.</summary>
    public uint Rank(ReadOnlySpan<ulong> other)
    {
        double distance = 0;
        for (var w = 0; w < code.Length; w++)
        {
            for (var differing = code[w] ^ other[w]; differing != 0; differing &= differing - 1)
                distance += weights[64 * w + BitOperations.TrailingZeroCount(differing)];
        }

        return BitConverter.SingleToUInt32Bits((float)distance);
    }

    /// <summary>The distance that a rank stands for.</summary>
    public double Distance(uint rank) => Math.ScaleB(BitConverter.UInt32BitsToSingle(rank), exponent);

    /// <summary>The rank of a distance that <see cref="Distance"/> gave.</summary>
    public uint RankOf(double distance) => BitConverter.SingleToUInt32Bits((float)Math.ScaleB(distance, -exponent));

    /// <summary>Steps from which on a code is surely no better than a rank, and loses the tie with it.</summary>
    /// <param name="rank">As <see cref="TopK.Bound"/> says.</param>
    public ushort StepsFor(ulong rank) => rank > uint.MaxValue
        ? ushort.MaxValue
        : (ushort)Math.Min(ushort.MaxValue, Math.Ceiling(BitConverter.UInt32BitsToSingle((uint)rank) * Tables.StepsPerUnit * Slack));
}
