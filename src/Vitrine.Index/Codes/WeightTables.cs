using System.Numerics;

namespace Vitrine.Index;

/// <summary>
/// What each half byte of a code adds to its weighted distance from one query, in whole steps. A byte has two halves of four bits, so 16 entries each; a
/// kernel looks them up in registers and adds. The query's bits are folded in: an entry is that of the code's own bits.
/// </summary>
internal sealed class WeightTables
{
    /// <summary>Entries of a word: 16 for the lower half of each of its eight bytes, then 16 for the upper half of each.</summary>
    public const int EntriesPerWord = 256;

    private const int MaxEntry = 255;
    private const int MedianEntry = 64;

    private WeightTables(byte[] entries, double stepsPerUnit) => (Entries, StepsPerUnit) = (entries, stepsPerUnit);

    /// <summary><see cref="EntriesPerWord"/> entries per word of a code.</summary>
    public byte[] Entries { get; }

    /// <summary>Steps that a weight of 1 is worth; 0 when all weights are.</summary>
    public double StepsPerUnit { get; }

    /// <summary>
    /// Tables that never say more than the distance. Entries are rounded down once for four bits, and cut off at 255: the step is so fine that a usual
    /// half byte has 64 steps, whatever a few bits of great weight ask for.
    /// </summary>
    public static WeightTables Below(ReadOnlySpan<ulong> query, ReadOnlySpan<double> weights)
    {
        var sums = new double[weights.Length / 4];
        for (var half = 0; half < sums.Length; half++)
            sums[half] = Sum(weights.Slice(4 * half, 4));
        Array.Sort(sums);
        var first = sums.AsSpan().IndexOfAnyExcept(0.0);
        var scale = first < 0 ? 0 : Math.Max(MaxEntry / sums[^1], MedianEntry / sums[first + (sums.Length - first) / 2]);
        return new WeightTables(Fill(query, weights, scale, rounding: 0), scale);
    }

    /// <summary>Tables whose sum is within half a step per half byte of the distance: nothing is cut off, not even in the sum of a byte.</summary>
    public static WeightTables Nearest(ReadOnlySpan<ulong> query, ReadOnlySpan<double> weights)
    {
        double largest = 0;
        for (var bit = 0; bit < weights.Length; bit += 8)
            largest = Math.Max(largest, Sum(weights.Slice(bit, 8)));
        var most = Math.Min(MaxEntry, ushort.MaxValue / (weights.Length / 8)); // for a byte, so that the sum of all fits 16 bits
        var scale = largest == 0 ? 0 : (most - 1) / largest; // both halves may be rounded up
        return new WeightTables(Fill(query, weights, scale, rounding: 0.5), scale);
    }

    private static byte[] Fill(ReadOnlySpan<ulong> query, ReadOnlySpan<double> weights, double scale, double rounding)
    {
        var entries = new byte[query.Length * EntriesPerWord];
        Span<double> sums = stackalloc double[16];
        for (var half = 0; half < weights.Length / 4; half++)
        {
            var bits = weights.Slice(4 * half, 4);
            for (var differing = 1; differing < sums.Length; differing++)
                sums[differing] = sums[differing & (differing - 1)] + bits[BitOperations.TrailingZeroCount(differing)] * scale;
            var queried = (int)(query[half / 16] >> (4 * (half % 16))) & 15;
            var table = entries.AsSpan(half / 16 * EntriesPerWord + half % 2 * (EntriesPerWord / 2) + half % 16 / 2 * 16, 16);
            for (var value = 0; value < table.Length; value++)
                table[value] = (byte)Math.Min(sums[value ^ queried] + rounding, MaxEntry);
        }

        return entries;
    }

    private static double Sum(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (var weight in weights)
            sum += weight;
        return sum;
    }
}
