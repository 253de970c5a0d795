namespace Vitrine.Evaluation;

/// <summary>Stable radix sort of row numbers with buffers that serve one query after another.</summary>
internal sealed class RowSorter(int count)
{
    // Three passes of 11 bits cover the 32 bits of a key; a table of 2048 counters stays in the first-level cache.
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    private readonly int[] starts = new int[Digits];
    private uint[] keys = new uint[count];
    private uint[] otherKeys = new uint[count];
    private int[] rows = new int[count];
    private int[] otherRows = new int[count];

    /// <summary>Rows by descending score; valid until the next call.</summary>
    /// <exception cref="ArgumentException">A score is NaN.</exception>
    public ReadOnlySpan<int> Descending(ReadOnlySpan<float> scores)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            if (float.IsNaN(scores[i]))
                throw new ArgumentException($"Score {i} is not a number: a ranking cannot be made of it. Look for a division by zero in the model.", nameof(scores));
            keys[i] = ~AscendingKey(scores[i]);
        }

        return Sort(passes: 3);
    }

    /// <summary>Rows by ascending distance; valid until the next call.</summary>
    public ReadOnlySpan<int> Ascending(ReadOnlySpan<ushort> distances)
    {
        for (var i = 0; i < distances.Length; i++)
            keys[i] = distances[i];
        return Sort(passes: 2);
    }

    // The bits of a positive float grow with its value; those of a negative one shrink. Flipping all bits of the negatives and the
    // sign of the rest makes unsigned order equal to the order of the numbers. Adding 0 turns -0 into +0, which must tie with it.
    private static uint AscendingKey(float score)
    {
        var bits = BitConverter.SingleToUInt32Bits(score + 0f);
        return (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
    }

    private int[] Sort(int passes)
    {
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i;
        for (var pass = 0; pass < passes; pass++)
        {
            var shift = pass * DigitBits;
            Array.Clear(starts);
            foreach (var key in keys)
                starts[(key >> shift) & (Digits - 1)]++;
            var sum = 0;
            foreach (ref var start in starts.AsSpan())
                (start, sum) = (sum, sum + start);
            for (var i = 0; i < keys.Length; i++)
            {
                var target = starts[(keys[i] >> shift) & (Digits - 1)]++;
                otherKeys[target] = keys[i];
                otherRows[target] = rows[i];
            }

            (keys, otherKeys) = (otherKeys, keys);
            (rows, otherRows) = (otherRows, rows);
        }

        return rows;
    }
}
