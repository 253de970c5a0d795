using System.Collections;
using System.Globalization;

namespace Vitrine.Postgres;

/// <summary>
/// The weights of a query's bits as planes of whole numbers: bit b of each bit's weight makes a mask, and the weighted distance is the sum over the planes of
/// 2^b times the differing bits under the mask. So some counts of bits replace a sum over each of them.
/// </summary>
internal sealed class WeightPlanes
{
    // As many as a float32 has: weights of like size lose nothing.
    private const int Planes = 24;

    private readonly List<(int Power, BitArray Mask)> planes = [];

    public WeightPlanes(ReadOnlySpan<float> weights)
    {
        float largest = 0;
        foreach (var weight in weights)
            largest = MathF.Max(largest, weight);
        // A power of two, so that a weight that is a multiple of it is divided exactly.
        Unit = largest == 0 ? 1 : Math.ScaleB(1, Math.ILogB(largest) - Planes + 1);
        var whole = new long[weights.Length];
        long sum = 0;
        IsExact = true;
        for (var bit = 0; bit < weights.Length; bit++)
        {
            var steps = weights[bit] / Unit;
            whole[bit] = (long)steps;
            IsExact &= steps == whole[bit];
            sum += whole[bit];
        }

        // The embedded index keeps 24 bits of a distance: beyond, different sums may be one distance.
        var common = IsExact ? Trailing(whole) : 0;
        IsExact &= sum >> common < 1L << Planes;
        Slack = IsExact ? 0 : weights.Length + 2 + (sum >> Planes - 2);
        for (var power = 0; power < Planes; power++)
        {
            var mask = new BitArray(weights.Length);
            for (var bit = 0; bit < whole.Length; bit++)
                mask[bit] = (whole[bit] >> power & 1) != 0;
            if (mask.HasAnySet())
                planes.Add((power, mask));
        }
    }

    /// <summary>What a step is worth.</summary>
    public double Unit { get; }

    /// <summary>Whether steps order the items as distances do, ties included.</summary>
    public bool IsExact { get; }

    /// <summary>By how many steps less than the k-th an item may have more and yet be among the first k.</summary>
    public long Slack { get; }

    /// <summary>The expression of the steps, never more than the distance.</summary>
    public string Steps(BitArray query, SqlText sql)
    {
        if (planes.Count == 0)
            return "0::bigint";
        var code = sql.Add(query);
        return string.Join(" + ", planes.Select(plane => string.Create(CultureInfo.InvariantCulture, $"{1L << plane.Power} * bit_count((code # {code}) & {sql.Add(plane.Mask)})")));
    }

    private static int Trailing(long[] whole)
    {
        long any = 0;
        foreach (var steps in whole)
            any |= steps;
        return any == 0 ? 0 : System.Numerics.BitOperations.TrailingZeroCount(any);
    }
}
