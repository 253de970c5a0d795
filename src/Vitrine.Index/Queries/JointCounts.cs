using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vitrine.Index;

/// <summary>
/// How often each term of several columns stands with some items, counted together: the values of two or three columns are one number, so that an item is
/// counted once for all of them, and the counts of each column are sums over those of the numbers.
/// </summary>
internal static class JointCounts
{
    // 128 KB of counts; the frequent ones stay in the first-level cache.
    private const int MostCounts = 32 * 1024;

    // Their numbers take 4 KB.
    private const int ChunkItems = 2048;

    /// <summary>Counts by ordinal, for each column; of columns whose entries are bytes, one an item.</summary>
    public static int[][] Of(FieldColumn[] columns, PositionSet items)
    {
        var counts = new int[columns.Length][];
        foreach (var group in Groups(columns))
        {
            FieldColumn[] together = [.. group.Select(c => columns[c])];
            var size = together.Aggregate(1, (product, column) => product * (column.Count + 1));
            var numbers = ArrayPool<int>.Shared.Rent(size);
            numbers.AsSpan(0, size).Clear();
            Count(together, items, numbers);
            var ofGroup = Margins(numbers.AsSpan(0, size), together);
            ArrayPool<int>.Shared.Return(numbers);
            for (var i = 0; i < ofGroup.Length; i++)
                counts[group[i]] = ofGroup[i];
        }

        return counts;
    }

    /// <summary>As few groups as there is room for; in each the largest column is last, where its counts are added up many at a time.</summary>
    private static IEnumerable<List<int>> Groups(FieldColumn[] columns)
    {
        var groups = new List<(List<int> Columns, int Counts)>();
        foreach (var column in Enumerable.Range(0, columns.Length).OrderByDescending(c => columns[c].Count))
        {
            var values = columns[column].Count + 1;
            var found = groups.FindIndex(group => group.Counts * values <= MostCounts);
            if (found < 0)
                groups.Add(([column], values));
            else
                groups[found] = ([column, .. groups[found].Columns], groups[found].Counts * values);
        }

        return groups.Select(group => group.Columns);
    }

    /// <summary>Counts by the number of the values together, in which those of the last column are neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static void Count(FieldColumn[] columns, PositionSet items, int[] counts)
    {
        ref var count = ref MemoryMarshal.GetArrayDataReference(counts);
        Span<ushort> numbers = stackalloc ushort[ChunkItems];
        for (var first = 0; first < items.Items; first += ChunkItems)
        {
            var some = numbers[..Math.Min(ChunkItems, items.Items - first)];
            var words = items.Words.Slice(first / 64, (some.Length + 63) / 64);
            if (!words.ContainsAnyExcept(0UL))
                continue;
            Number(columns, first, some);
            ref var number = ref MemoryMarshal.GetReference(some);
            foreach (var word in words)
            {
                for (var bits = word; bits != 0; bits &= bits - 1)
                    Unsafe.Add(ref count, (nint)Unsafe.Add(ref number, BitOperations.TrailingZeroCount(bits)))++;
                number = ref Unsafe.Add(ref number, 64);
            }
        }
    }

    /// <summary>The numbers of neighbouring items; a number is below 2^15, so that 16 bits hold it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static void Number(FieldColumn[] columns, int first, Span<ushort> numbers)
    {
        numbers.Clear();
        ref var number = ref MemoryMarshal.GetReference(numbers);
        foreach (var column in columns)
        {
            var entries = column.Bytes(first, numbers.Length);
            ref var entry = ref MemoryMarshal.GetReference(entries);
            var values = Vector512.Create((ushort)(column.Count + 1));
            var i = 0;
            for (; i + 64 <= entries.Length; i += 64)
            {
                var (lower, upper) = Vector512.Widen(Vector512.LoadUnsafe(ref entry, (nuint)i));
                (Vector512.LoadUnsafe(ref number, (nuint)i) * values + lower).StoreUnsafe(ref number, (nuint)i);
                (Vector512.LoadUnsafe(ref number, (nuint)i + 32) * values + upper).StoreUnsafe(ref number, (nuint)i + 32);
            }

            for (; i < entries.Length; i++)
                numbers[i] = (ushort)(numbers[i] * (column.Count + 1) + entries[i]);
        }
    }

    /// <summary>The counts of each column; those of items without a value are left out.</summary>
    private static int[][] Margins(ReadOnlySpan<int> counts, FieldColumn[] columns)
    {
        var margins = new int[columns.Length][];
        for (var c = columns.Length - 1; c >= 0; c--)
        {
            var values = columns[c].Count + 1;
            var (margin, rest) = (new int[values], new int[counts.Length / values]);
            for (var r = 0; r < rest.Length; r++)
                rest[r] = AddTo(margin, counts.Slice(r * values, values));
            margins[c] = margin[1..];
            counts = rest;
        }

        return margins;
    }

    /// <summary>Adds numbers to others, and returns their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static int AddTo(Span<int> margin, ReadOnlySpan<int> counts)
    {
        ref var first = ref MemoryMarshal.GetReference(counts);
        ref var total = ref MemoryMarshal.GetReference(margin);
        var (sums, i) = (Vector256<int>.Zero, 0);
        for (; i + Vector256<int>.Count <= counts.Length; i += Vector256<int>.Count)
        {
            var some = Vector256.LoadUnsafe(ref first, (nuint)i);
            (Vector256.LoadUnsafe(ref total, (nuint)i) + some).StoreUnsafe(ref total, (nuint)i);
            sums += some;
        }

        var sum = Vector256.Sum(sums);
        for (; i < counts.Length; i++)
        {
            margin[i] += counts[i];
            sum += counts[i];
        }

        return sum;
    }
}
