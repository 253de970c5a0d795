namespace Vitrine.Search.Signals;

/// <summary>The best of rows that come one after another; of equal scores those that came first.</summary>
/// <param name="count">How many are wanted, at least 1.</param>
/// <param name="most">No more rows will come.</param>
/// <param name="above">A score must lie above it.</param>
internal sealed class BestRows(int count, int most, float above)
{
    // As many as are gathered before the worse ones go: seldom, and from few.
    private const int Gathered = 4;

    // Ascending keys are descending scores, and then the order in which they came.
    private readonly ulong[] keys = new ulong[(int)Math.Min(most, (long)Gathered * count)];
    private int gathered;

    /// <summary>What a score must lie above; the last of enough rows, as far as that is known.</summary>
    public float Threshold { get; private set; } = above;

    /// <summary>Takes a row if it is good enough.</summary>
    /// <param name="row">Larger than those before.</param>
    /// <param name="score">Not NaN.</param>
    public void Offer(int row, float score)
    {
        if (!(score > Threshold))
            return;
        if (gathered == keys.Length)
        {
            Tighten();
            if (!(score > Threshold))
                return;
        }

        keys[gathered++] = KeyOf(score, row);
    }

    /// <summary>Raises the threshold to what is known by now.</summary>
    public void Tighten()
    {
        if (gathered < count)
            return;
        Select(keys.AsSpan(0, gathered), count);
        gathered = count;
        Threshold = ScoreOf(keys[count - 1]);
    }

    /// <summary>The best first.</summary>
    public ScoredRow[] Sorted()
    {
        if (gathered > count)
            Tighten();
        var kept = keys.AsSpan(0, gathered);
        kept.Sort();
        var found = new ScoredRow[kept.Length];
        for (var i = 0; i < found.Length; i++)
            found[i] = new ScoredRow((int)(uint)kept[i], ScoreOf(kept[i]));
        return found;
    }

    /// <summary>Brings the smallest keys to the front, the largest of these to their end: Hoare's selection, around the median of three. No two keys are equal.</summary>
    private static void Select(Span<ulong> keys, int count)
    {
        var (first, last, wanted) = (0, keys.Length - 1, count - 1);
        while (first < last)
        {
            var pivot = Median(keys[first], keys[first + (last - first) / 2], keys[last]);
            var (low, high) = (first, last);
            while (low <= high)
            {
                while (keys[low] < pivot)
                    low++;
                while (keys[high] > pivot)
                    high--;
                if (low > high)
                    break;
                (keys[low], keys[high]) = (keys[high], keys[low]);
                low++;
                high--;
            }

            if (wanted <= high)
                last = high;
            else if (wanted >= low)
                first = low;
            else
                return;
        }
    }

    private static ulong Median(ulong one, ulong two, ulong three) => Math.Max(Math.Min(one, two), Math.Min(Math.Max(one, two), three));

    // Adding 0 makes +0 of −0, which equals it.
    private static ulong KeyOf(float score, int row)
    {
        var bits = BitConverter.SingleToUInt32Bits(score + 0f);
        return (ulong)((bits & 0x8000_0000) != 0 ? bits : ~(bits | 0x8000_0000)) << 32 | (uint)row;
    }

    private static float ScoreOf(ulong key)
    {
        var bits = (uint)(key >> 32);
        return BitConverter.UInt32BitsToSingle((bits & 0x8000_0000) != 0 ? bits : ~bits & 0x7FFF_FFFF);
    }
}
