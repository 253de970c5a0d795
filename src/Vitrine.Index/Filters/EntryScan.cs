using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vitrine.Index;

/// <summary>Reads a whole column and marks the items whose entry lies in some ranges: 64 items, a word of the set, at a time.</summary>
internal static class EntryScan
{
    /// <summary>Adds the items of a column that is no list.</summary>
    /// <param name="set">Receives them.</param>
    /// <param name="column">The column.</param>
    /// <param name="wanted">Ascending ranges that do not meet.</param>
    public static void AddTo(PositionSet set, FieldColumn column, OrdinalRange[] wanted)
    {
        var entries = column.Entries;
        if (wanted.Length * column.Width * FilterCosts.EntryByte > FilterCosts.Lookup)
        {
            var isWanted = new byte[column.Count + 1];
            foreach (var range in wanted)
                isWanted.AsSpan(range.Start + 1, range.End - range.Start).Fill(1);
            switch (column.Width)
            {
                case sizeof(byte):
                    Lookup(set, entries, isWanted);
                    break;
                case sizeof(ushort):
                    Lookup(set, MemoryMarshal.Cast<byte, ushort>(entries), isWanted);
                    break;
                default:
                    Lookup(set, MemoryMarshal.Cast<byte, int>(entries), isWanted);
                    break;
            }

            return;
        }

        foreach (var range in wanted)
        {
            switch (column.Width)
            {
                case sizeof(byte):
                    Range(set, entries, (byte)(range.Start + 1), (byte)(range.End - range.Start));
                    break;
                case sizeof(ushort):
                    Range(set, MemoryMarshal.Cast<byte, ushort>(entries), (ushort)(range.Start + 1), (ushort)(range.End - range.Start));
                    break;
                default:
                    Range(set, MemoryMarshal.Cast<byte, uint>(entries), (uint)(range.Start + 1), (uint)(range.End - range.Start));
                    break;
            }
        }
    }

    /// <summary>An entry lies in a range when, as an unsigned number, it is less than <paramref name="length"/> above its start: one comparison.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static void Range<T>(PositionSet set, ReadOnlySpan<T> entries, T start, T length) where T : unmanaged, IBinaryInteger<T>
    {
        var words = set.Words;
        var (starts, lengths) = (Vector256.Create(start), Vector256.Create(length));
        ref var first = ref MemoryMarshal.GetReference(entries);
        var i = 0;
        for (; i + 64 <= entries.Length; i += 64)
        {
            var word = 0UL;
            for (var lane = 0; lane < 64; lane += Vector256<T>.Count)
                word |= (ulong)Vector256.LessThan(Vector256.LoadUnsafe(ref first, (nuint)(i + lane)) - starts, lengths).ExtractMostSignificantBits() << lane;
            words[i >> 6] |= word;
        }

        for (; i < entries.Length; i++)
        {
            if (unchecked(entries[i] - start) < length)
                set.Add(i);
        }
    }

    /// <summary>Without a branch for each entry, which would be guessed wrong half of the time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static void Lookup<T>(PositionSet set, ReadOnlySpan<T> entries, byte[] isWanted) where T : IBinaryInteger<T>
    {
        var words = set.Words;
        for (var w = 0; w < words.Length; w++)
        {
            var some = entries.Slice(w * 64, Math.Min(64, entries.Length - w * 64));
            var word = 0UL;
            for (var i = 0; i < some.Length; i++)
                word |= (ulong)isWanted[int.CreateTruncating(some[i])] << i;
            words[w] |= word;
        }
    }
}
