namespace Vitrine.Index;

/// <summary>Fills the rows of a vector set in memory.</summary>
internal sealed class VectorWriter
{
    private readonly int count;
    private readonly int dimensions;
    private readonly VectorFormat format;
    private readonly byte[] rows;
    private readonly float[] scales; // empty for float32

    /// <exception cref="ArgumentException">The vectors exceed one array.</exception>
    public VectorWriter(int count, int dimensions, VectorFormat format)
    {
        if (VectorSet.RowBytes(dimensions, format) * count > Array.MaxLength)
            throw new ArgumentException($"{count} vectors of {dimensions} dimensions as {format} exceed 2 GB; use a smaller format or several sets.", nameof(count));
        (this.count, this.dimensions, this.format) = (count, dimensions, format);
        rows = new byte[VectorSet.RowBytes(dimensions, format) * count];
        scales = new float[format == VectorFormat.Float32 ? 0 : count];
    }

    /// <summary>Converts a vector into its row.</summary>
    public void Write(int row, ReadOnlySpan<float> vector)
    {
        var bytes = (int)VectorSet.RowBytes(dimensions, format);
        var scale = VectorCodec.Encode(vector, format, rows.AsSpan(row * bytes, bytes), $"vector {row}");
        if (scales.Length > 0)
            scales[row] = scale;
    }

    /// <summary>The set of what was written.</summary>
    public VectorSet Finish(SimdLevel level) => new(Stored<byte>.Of(rows), Stored<float>.Of(scales), count, dimensions, format, level);
}
