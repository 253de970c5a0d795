namespace Vitrine.Tensors;

/// <summary>A constant matrix with few entries, in compressed rows: a word graph, bags of words.</summary>
public sealed class SparseMatrix
{
    private SparseMatrix? transposed;

    private SparseMatrix(int rows, int columns, int[] starts, int[] columnIndices, float[] values)
    {
        Rows = rows;
        Columns = columns;
        Starts = starts;
        ColumnIndices = columnIndices;
        Values = values;
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Entries that are stored.</summary>
    public int Count => Values.Length;

    /// <summary>Row r holds the entries from Starts[r] to before Starts[r + 1].</summary>
    internal int[] Starts { get; }

    internal int[] ColumnIndices { get; }

    internal float[] Values { get; }

    /// <summary>The same entries with rows and columns exchanged; made once.</summary>
    public SparseMatrix Transposed => transposed ??= Transpose();

    /// <summary>A matrix from its entries in any order; those at the same place add up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An entry lies outside.</exception>
    public static SparseMatrix From(int rows, int columns, IEnumerable<(int Row, int Column, float Value)> entries)
    {
        var sorted = entries.ToArray();
        foreach (var (row, column, _) in sorted)
        {
            if ((uint)row >= (uint)rows || (uint)column >= (uint)columns)
                throw new ArgumentOutOfRangeException(nameof(entries), $"An entry at ({row}, {column}) lies outside a matrix of {rows} × {columns}.");
        }

        // A stable order, so that sums do not depend on the sort.
        sorted = [.. sorted.OrderBy(e => e.Row).ThenBy(e => e.Column)];
        var starts = new int[rows + 1];
        var indices = new List<int>(sorted.Length);
        var values = new List<float>(sorted.Length);
        var last = (Row: -1, Column: -1);
        foreach (var (row, column, value) in sorted)
        {
            if (last == (row, column))
            {
                values[^1] += value;
                continue;
            }

            last = (row, column);
            indices.Add(column);
            values.Add(value);
            starts[row + 1]++;
        }

        for (var r = 0; r < rows; r++)
            starts[r + 1] += starts[r];
        return new SparseMatrix(rows, columns, starts, [.. indices], [.. values]);
    }

    private SparseMatrix Transpose()
    {
        var starts = new int[Columns + 1];
        foreach (var column in ColumnIndices)
            starts[column + 1]++;
        for (var c = 0; c < Columns; c++)
            starts[c + 1] += starts[c];
        var next = starts[..^1];
        var (indices, values) = (new int[Count], new float[Count]);
        for (var r = 0; r < Rows; r++)
        {
            for (var e = Starts[r]; e < Starts[r + 1]; e++)
            {
                var at = next[ColumnIndices[e]]++;
                (indices[at], values[at]) = (r, Values[e]);
            }
        }

        return new SparseMatrix(Columns, Rows, starts, indices, values);
    }
}
