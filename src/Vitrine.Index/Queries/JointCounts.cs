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
        foreach (var pair in Groups(columns).Chunk(2))
        {
            FieldColumn[][] groups = [.. pair.Select(group => group.Select(c => columns[c]).ToArray())];
            int[][] numbers = [.. groups.Select(Borrowed)];
            Count(groups, items, numbers);
            for (var g = 0; g < pair.Length; g++)
            {
                var ofGroup = Margins(numbers[g].AsSpan(0, SizeOf(groups[g])), groups[g]);
                ArrayPool<int>.Shared.Return(numbers[g]);
                for (var i = 0; i < ofGroup.Length; i++)
                    counts[pair[g][i]] = ofGroup[i];
            }
        }

        return counts;
    }

    private static int SizeOf(FieldColumn[] columns) => columns.Aggregate(1, (product, column) => product * (column.Count + 1));

    private static int[] Borrowed(FieldColumn[] columns)
    {
        var counts = ArrayPool<int>.Shared.Rent(SizeOf(columns));
        counts.AsSpan(0, SizeOf(columns)).Clear();
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

    /// <summary>Counts by the number of the values together, in which those of the last column are neighbours. One group or two: finding the items takes as long as counting them.</summary>
    [SkipLocalsInit] // what is read was written
    private static void Count(FieldColumn[][] groups, PositionSet items, int[][] counts)
    {
        Span<ushort> first = stackalloc ushort[ChunkItems], second = stackalloc ushort[groups.Length > 1 ? ChunkItems : 0];
        for (var start = 0; start < items.Items; start += ChunkItems)
        {
            var count = Math.Min(ChunkItems, items.Items - start);
            var words = items.Words.Slice(start / 64, (count + 63) / 64);
            if (!words.ContainsAnyExcept(0UL))
                continue;
            Number(groups[0], start, first[..count]);
            if (groups.Length == 1)
            {
                Count(words, first, counts[0]);
                continue;
            }

            Number(groups[1], start, second[..count]);
            Count(words, first, second, counts[0], counts[1]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static void Count(ReadOnlySpan<ulong> words, ReadOnlySpan<ushort> numbers, int[] counts)
    {
        ref var count = ref MemoryMarshal.GetArrayDataReference(counts);
        ref var number = ref MemoryMarshal.GetReference(numbers);
        foreach (var word in words)
        {
            for (var bits = word; bits != 0; bits &= bits - 1)
                Unsafe.Add(ref count, (nint)Unsafe.Add(ref number, BitOperations.TrailingZeroCount(bits)))++;
            number = ref Unsafe.Add(ref number, 64);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static void Count(ReadOnlySpan<ulong> words, ReadOnlySpan<ushort> numbers, ReadOnlySpan<ushort> others, int[] counts, int[] otherCounts)
    {
        ref var count = ref MemoryMarshal.GetArrayDataReference(counts);
        ref var otherCount = ref MemoryMarshal.GetArrayDataReference(otherCounts);
        ref var number = ref MemoryMarshal.GetReference(numbers);
        ref var other = ref MemoryMarshal.GetReference(others);
        foreach (var word in words)
        {
            for (var bits = word; bits != 0; bits &= bits - 1)
            {
                nint i = BitOperations.TrailingZeroCount(bits);
                Unsafe.Add(ref count, (nint)Unsafe.Add(ref number, i))++;
                Unsafe.Add(ref otherCount, (nint)Unsafe.Add(ref other, i))++;
            }

            number = ref Unsafe.Add(ref number, 64);
            other = ref Unsafe.Add(ref other, 64);
        }
    }

    /// <summary>The numbers of neighbouring items; a number is below 2^15, so that 16 bits hold it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static void Number(FieldColumn[] columns, int first, Span<ushort> numbers)
    {
        ref var number = ref MemoryMarshal.GetReference(numbers);
        for (var c = 0; c < columns.Length; c++)
        {
            var entries = columns[c].Bytes(first, numbers.Length);
            var step = (ushort)(columns[c].Count + 1);
            ref var entry = ref MemoryMarshal.GetReference(entries);
            var steps = Vector256.Create(step);
            var i = 0;
            for (; i + Vector256<byte>.Count <= entries.Length; i += Vector256<byte>.Count)
            {
                var (lower, upper) = Vector256.Widen(Vector256.LoadUnsafe(ref entry, (nuint)i));
                if (c > 0)
                    (lower, upper) = (Vector256.LoadUnsafe(ref number, (nuint)i) * steps + lower, Vector256.LoadUnsafe(ref number, (nuint)i + 16) * steps + upper);
                lower.StoreUnsafe(ref number, (nuint)i);
                upper.StoreUnsafe(ref number, (nuint)i + 16);
            }

            for (; i < entries.Length; i++)
                numbers[i] = (ushort)((c > 0 ? numbers[i] * step : 0) + entries[i]);
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
