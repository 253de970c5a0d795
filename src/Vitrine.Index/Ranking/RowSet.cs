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

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row is negative or not below <see cref="RowCount"/>.</exception>
    public void Add(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
        bits[row >> 6] |= 1UL << row;
    }

    /// <summary>True when the row is in the set; a row outside 0…RowCount − 1 is not.</summary>
    public bool Contains(int row) => (uint)row < (uint)RowCount && (bits[row >> 6] >> row & 1) != 0;
}
