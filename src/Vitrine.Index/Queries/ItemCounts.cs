using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vitrine.Index;

/// <summary>How often each term of a column stands with some items.</summary>
internal static class ItemCounts
{
    // To compare 64 entries with a value, and to count one entry; nanoseconds. Timed as FilterCosts are.
    private const double CompareCost = 0.9;
    private const double EntryCost = 1.0;

    // Of fewer items nothing is gained by counting columns together, for which the entries of all items are read.
    private const int LeastJoint = 4096;
    private const int JointOneIn = 32;

    /// <summary>Counts by ordinal, for each of some columns.</summary>
    /// <param name="columns">The columns, of one segment.</param>
    /// <param name="items">The items; null for all.</param>
    public static int[][] Of(IReadOnlyList<FieldColumn> columns, PositionSet? items)
    {
        if (columns.Count == 0)
            return [];
        if (items is null)
            return [.. columns.Select(OfAll)];
        var (count, all) = (items.Count, columns[0].Items);
        if (2L * count <= all)
            return OfSome(columns, items, count);

        // Of all others there are fewer.
        items.Complement();
        var others = OfSome(columns, items, all - count);
        items.Complement();
        return [.. columns.Select(OfAll).Zip(others, (counts, less) =>
        {
            for (var ordinal = 0; ordinal < counts.Length; ordinal++)
                counts[ordinal] -= less[ordinal];
            return counts;
        })];
    }

    private static int[][] OfSome(IReadOnlyList<FieldColumn> columns, PositionSet items, int count)
    {
        int[] joint = [.. Enumerable.Range(0, columns.Count).Where(c => columns[c].Width == sizeof(byte) && !columns[c].Form.IsList)];
        if (joint.Length < 2 || count < LeastJoint || (long)count * JointOneIn < columns[0].Items)
            return [.. columns.Select(column => OfSome(column, items, count))];
        var counted = JointCounts.Of([.. joint.Select(c => columns[c])], items);
        return [.. columns.Select((column, c) => Array.IndexOf(joint, c) is >= 0 and var j ? counted[j] : OfSome(column, items, count))];
    }

    private static int[] OfAll(FieldColumn column)
    {
        var counts = new int[column.Count];
        for (var ordinal = 0; ordinal < counts.Length; ordinal++)
            counts[ordinal] = column.CountOf(new OrdinalRange(ordinal, ordinal + 1));
        return counts;
    }

    private static int[] OfSome(FieldColumn column, PositionSet items, int count)
    {
        // The first is for items without a value.
        if (column.Width == sizeof(byte) && !column.Form.IsList)
            return CountBytes(column.Entries, items, Frequent(column, count))[1..(column.Count + 1)];
        var counts = new int[column.Count + 1];
        if (column.Form.IsList)
            CountLists(column, items, counts);
        else if (column.Width == sizeof(ushort))
            Count(MemoryMarshal.Cast<byte, ushort>(column.Entries), items, counts);
        else
            Count(MemoryMarshal.Cast<byte, int>(column.Entries), items, counts);
        return counts[1..];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static void Count<T>(ReadOnlySpan<T> entries, PositionSet items, int[] counts) where T : IBinaryInteger<T>
    {
        foreach (var position in items)
            counts[int.CreateTruncating(entries[position])]++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static void CountLists(FieldColumn column, PositionSet items, int[] counts)
    {
        var entries = column.Entries;
        foreach (var position in items)
        {
            var (start, end) = column.EntriesOf(position);
            for (var entry = start; entry < end; entry++)
                counts[FieldColumn.OrdinalOf(entries, column.Width, entry) + 1]++;
        }
    }

    /// <summary>The entries for which it pays to compare 64 items at once, since so many of these have them, the most frequent first.</summary>
    private static byte[] Frequent(FieldColumn column, int count)
    {
        var perWord = 64.0 * count / column.Items / column.Items * EntryCost;
        if (perWord * column.Items <= CompareCost)
            return [];
        return
        [
            .. Enumerable.Range(0, column.Count).Select(ordinal => (Entry: (byte)(ordinal + 1), Items: column.CountOf(new OrdinalRange(ordinal, ordinal + 1))))
                .Where(term => term.Items * perWord > CompareCost).OrderByDescending(term => term.Items).Select(term => term.Entry),
        ];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static int[] CountBytes(ReadOnlySpan<byte> entries, PositionSet items, byte[] frequent)
    {
        // Room for every byte, and no bit is set beyond the items: nothing need be checked for each.
        var counts = new int[byte.MaxValue + 1];
        ref var count = ref MemoryMarshal.GetArrayDataReference(counts);
        var words = items.Words;
        ref var first = ref MemoryMarshal.GetReference(entries);
        var w = 0;
        for (; (w + 2) * 64 <= entries.Length; w += 2)
        {
            // Two words at a time, so that a value is fetched, and its count written, half as often.
            var (left, right) = (words[w], words[w + 1]);
            if ((left | right) == 0)
                continue;
            var (left0, left1) = (Vector256.LoadUnsafe(ref first, (nuint)(w * 64)), Vector256.LoadUnsafe(ref first, (nuint)(w * 64 + 32)));
            var (right0, right1) = (Vector256.LoadUnsafe(ref first, (nuint)(w * 64 + 64)), Vector256.LoadUnsafe(ref first, (nuint)(w * 64 + 96)));
            foreach (var entry in frequent)
            {
                var value = Vector256.Create(entry);
                var inLeft = left & Equal(left0, left1, value);
                var inRight = right & Equal(right0, right1, value);
                Unsafe.Add(ref count, entry) += BitOperations.PopCount(inLeft) + BitOperations.PopCount(inRight);
                left ^= inLeft;
                right ^= inRight;
            }

            CountEach(left, ref Unsafe.Add(ref first, w * 64), ref count);
            CountEach(right, ref Unsafe.Add(ref first, w * 64 + 64), ref count);
        }

        for (; w < words.Length; w++)
            CountEach(words[w], ref Unsafe.Add(ref first, w * 64), ref count);
        return counts;
    }

    /// <summary>A bit for each of 64 entries that is the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Equal(Vector256<byte> entries, Vector256<byte> next, Vector256<byte> value) =>
        Vector256.Equals(entries, value).ExtractMostSignificantBits() | (ulong)Vector256.Equals(next, value).ExtractMostSignificantBits() << 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CountEach(ulong bits, ref byte entries, ref int counts)
    {
        for (; bits != 0; bits &= bits - 1)
            Unsafe.Add(ref counts, Unsafe.Add(ref entries, BitOperations.TrailingZeroCount(bits)))++;
    }
}
