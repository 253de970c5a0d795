namespace Vitrine.Datasets.Matlab;

/// <summary>A sparse matrix: of each column the rows that are not zero. It is held in memory, turned over to rows.</summary>
internal sealed class SparseArray : MatArray
{
    private const int MostRows = 100_000_000; // four bytes each are held

    private readonly int[] starts; // of each row among the entries
    private readonly int[] columns;
    private readonly float[] values;

    /// <param name="file">The file.</param>
    /// <param name="name">The variable.</param>
    /// <param name="dimensions">Rows and columns.</param>
    /// <param name="rowNumbers">Of each entry, column after column.</param>
    /// <param name="columnStarts">Where the entries of each column begin, and their number.</param>
    /// <param name="values">Of each entry.</param>
    public SparseArray(string file, string name, IReadOnlyList<long> dimensions, double[] rowNumbers, double[] columnStarts, double[] values)
        : base(file, name, dimensions)
    {
        var entries = Math.Min(rowNumbers.Length, values.Length);
        if (dimensions.Count != 2 || columnStarts.Length - 1 != Columns || Rows > MostRows)
            throw new MatFormatException(file, $"a sparse '{name}' of {string.Join(" × ", dimensions)} with {columnStarts.Length} column starts and {entries} values", $"one start for each column, and the number of entries; at most {MostRows:N0} rows");
        if (columnStarts.Any(start => !(start >= 0 && start <= entries)) || columnStarts.Zip(columnStarts.Skip(1)).Any(pair => pair.Second < pair.First))
            throw new MatFormatException(file, $"a sparse '{name}' whose columns begin at no rising numbers", $"0 to {entries}");
        var used = (int)columnStarts[^1];
        if (rowNumbers.Take(used).Any(row => !(row >= 0 && row < Rows)))
            throw new MatFormatException(file, $"a row in a sparse '{name}' that there is not", $"0 to {Rows - 1}");
        (starts, columns, this.values) = (new int[Rows + 1], new int[used], new float[used]);
        for (var i = 0; i < used; i++)
            starts[(int)rowNumbers[i] + 1]++;
        for (var row = 0; row < Rows; row++)
            starts[row + 1] += starts[row];
        var next = starts.ToArray();
        for (var column = 0; column < Columns; column++)
        {
            for (var i = (int)columnStarts[column]; i < (int)columnStarts[column + 1]; i++)
            {
                var place = next[(int)rowNumbers[i]]++;
                (columns[place], this.values[place]) = (column, (float)values[i]);
            }
        }
    }

    private protected override void ReadInto(long first, int count, Span<float> rows)
    {
        for (var row = 0; row < count; row++)
        {
            for (var i = starts[first + row]; i < starts[first + row + 1]; i++)
                rows[row * Columns + columns[i]] = values[i];
        }
    }

    private protected override void Dispose(bool disposing)
    {
    }
}
