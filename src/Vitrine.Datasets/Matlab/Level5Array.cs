namespace Vitrine.Datasets.Matlab;

/// <summary>A dense array of level 5, read from where it lies.</summary>
internal sealed class Level5Array : MatArray
{
    private readonly Stream stream;
    private readonly Element data;
    private readonly int size;

    /// <param name="file">The file.</param>
    /// <param name="name">The variable.</param>
    /// <param name="dimensions">Rows first.</param>
    /// <param name="data">Its numbers.</param>
    /// <param name="stream">Where they lie; taken over.</param>
    public Level5Array(string file, string name, IReadOnlyList<long> dimensions, Element data, Stream stream)
        : base(file, name, dimensions)
    {
        (this.stream, this.data, size) = (stream, data, NumberTypes.SizeOf(data.Type));
        if (size == 0 || data.Length != (Int128)Rows * Columns * size)
            throw new MatFormatException(file, $"{data.Length:N0} bytes of type {(int)data.Type} for '{name}' of {string.Join(" × ", dimensions)}", "one number for each place");
    }

    private protected override void ReadInto(long first, int count, Span<float> rows)
    {
        var bytes = new byte[count * size];
        var reader = new ElementReader(File, stream, data.Start + data.Length);
        for (var column = 0; column < Columns; column++)
        {
            reader.Read(data.Start + (column * Rows + first) * size, bytes);
            for (var row = 0; row < count; row++)
                rows[row * Columns + column] = (float)NumberTypes.Value(data.Type, bytes.AsSpan(row * size));
        }
    }

    private protected override void Dispose(bool disposing) => stream.Dispose();
}
