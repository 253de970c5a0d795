namespace Vitrine.Datasets.Matlab;

/// <summary>
/// A numeric array of a .mat file. Its first dimension counts rows, and MATLAB keeps all rows of one column side by side; so some rows are read column by column.
/// </summary>
public abstract class MatArray : IDisposable
{
    /// <param name="file">What messages call the file.</param>
    /// <param name="name">Of the variable.</param>
    /// <param name="dimensions">Rows first.</param>
    private protected MatArray(string file, string name, IReadOnlyList<long> dimensions)
    {
        (File, Name, Dimensions) = (file, name, dimensions);
        var columns = 1L;
        foreach (var length in dimensions.Skip(1))
        {
            columns = length > int.MaxValue ? long.MaxValue : columns * length;
            if (columns > int.MaxValue)
                throw new MatFormatException(file, $"the variable '{name}' has {string.Join(" × ", dimensions)} numbers", "at most 2,147,483,647 for a row");
        }

        Columns = (int)columns;
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Rows first.</summary>
    public IReadOnlyList<long> Dimensions { get; }

    /// <summary>Length of the first dimension.</summary>
    public long Rows => Dimensions[0];

    /// <summary>Numbers of a row: the product of the other dimensions. Of these the first moves fastest: column y + height · (x + width · colour) of photos.</summary>
    public int Columns { get; }

    /// <summary>Some rows, each whole: [count × columns].</summary>
    /// <param name="first">From 0.</param>
    /// <param name="count">At least 1.</param>
    public float[] Read(long first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, Rows);
        var rows = new float[(long)count * Columns];
        ReadInto(first, count, rows);
        return rows;
    }

    private protected abstract void ReadInto(long first, int count, Span<float> rows);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private protected abstract void Dispose(bool disposing);
}
