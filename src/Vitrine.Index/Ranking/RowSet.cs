using System.Numerics;

namespace Vitrine.Index;

/// <summary>A set of rows as a bitmap: the filter of a search (a branch of the category tree, a price range).</summary>
public sealed class RowSet
{
    private readonly ulong[] bits;

    /// <summary>An empty set for rows 0…<paramref name="rowCount"/> − 1.</summary>
    public RowSet(int rowCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        RowCount = rowCount;
        bits = new ulong[(rowCount + 63) / 64];
    }

    /// <summary>Rows the set can hold are below this.</summary>
    public int RowCount { get; }

    /// <summary>How many rows it holds; counted anew at each call.</summary>
    public int Count
    {
        get
        {
            var sum = 0;
            foreach (var word in bits)
                sum += BitOperations.PopCount(word);
            return sum;
        }
    }

    /// <summary>A bit for each row, the first in the least significant bit of the first word.</summary>
    internal ReadOnlySpan<ulong> Words => bits;

    /// <summary>Rows for which a predicate holds.</summary>
    public static RowSet Where(int rowCount, Func<int, bool> predicate)
    {
        var set = new RowSet(rowCount);
        for (var row = 0; row < rowCount; row++)
        {
            if (predicate(row))
                set.Add(row);
        }

        return set;
    }

    /// <summary>What two sets both hold, as a set of its own; null stands for all rows.</summary>
    /// <exception cref="ArgumentException">They are of different numbers of rows.</exception>
    public static RowSet? Joined(RowSet? first, RowSet? second)
    {
        if ((first ?? second) is not { } given)
            return null;
        var joined = new RowSet(given.RowCount);
        given.bits.CopyTo(joined.bits, 0);
        if (first is not null && second is not null)
            joined.And(second);
        return joined;
    }

    /// <summary>The set of all rows.</summary>
    public static RowSet All(int rowCount) => Where(rowCount, _ => true);

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row is negative or not below <see cref="RowCount"/>.</exception>
    public void Add(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
        bits[row >> 6] |= 1UL << row;
    }

    /// <summary>Keeps what the other holds too.</summary>
    /// <exception cref="ArgumentException">The other is of another number of rows.</exception>
    public void And(RowSet other)
    {
        CheckSize(other);
        for (var i = 0; i < bits.Length; i++)
            bits[i] &= other.bits[i];
    }

    /// <summary>Takes in what the other holds.</summary>
    /// <exception cref="ArgumentException">The other is of another number of rows.</exception>
    public void Or(RowSet other)
    {
        CheckSize(other);
        for (var i = 0; i < bits.Length; i++)
            bits[i] |= other.bits[i];
    }

    /// <summary>Takes out what the other holds.</summary>
    /// <exception cref="ArgumentException">The other is of another number of rows.</exception>
    public void AndNot(RowSet other)
    {
        CheckSize(other);
        for (var i = 0; i < bits.Length; i++)
            bits[i] &= ~other.bits[i];
    }

    /// <summary>True when the row is in the set; a row outside 0…RowCount − 1 is not.</summary>
    public bool Contains(int row) => (uint)row < (uint)RowCount && (bits[row >> 6] >> row & 1) != 0;

    /// <summary>Its rows, ascending.</summary>
    public IEnumerable<int> Rows()
    {
        for (var i = 0; i < bits.Length; i++)
        {
            for (var left = bits[i]; left != 0; left &= left - 1)
                yield return 64 * i + BitOperations.TrailingZeroCount(left);
        }
    }

    private void CheckSize(RowSet other)
    {
        if (other.RowCount != RowCount)
            throw new ArgumentException($"A set of {RowCount} rows and one of {other.RowCount}; expected sets of one store.", nameof(other));
    }
}
