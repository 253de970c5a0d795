using System.Runtime.InteropServices;

namespace Vitrine.Index;

/// <summary>Fills the rows of a vector set.</summary>
internal sealed class VectorWriter(int count, int dimensions, VectorFormat format)
{
    /// <summary>Stored rows, zero where padded.</summary>
    public byte[] Rows { get; } = new byte[VectorSet.RowBytes(dimensions, format) * count];

    /// <summary>Scale per row; empty for float32.</summary>
    public float[] Scales { get; } = new float[format == VectorFormat.Float32 ? 0 : count];

    /// <summary>Converts a vector into its row.</summary>
    public void Write(int row, ReadOnlySpan<float> vector)
    {
        var bytes = (int)VectorSet.RowBytes(dimensions, format);
        var target = Rows.AsSpan(row * bytes, bytes);
        var largest = VectorCodec.Largest(vector, $"vector {row}");
        switch (format)
        {
            case VectorFormat.Float16:
                Scales[row] = VectorCodec.ToHalf(vector, largest, MemoryMarshal.Cast<byte, short>(target));
                break;
            case VectorFormat.Int8:
                Scales[row] = VectorCodec.ToInt8(vector, largest, MemoryMarshal.Cast<byte, sbyte>(target));
                break;
            default:
                vector.CopyTo(MemoryMarshal.Cast<byte, float>(target));
                break;
        }
    }

    /// <summary>Copies a stored row of another set with the same format, without another rounding.</summary>
    public void Copy(int row, VectorSet source, int sourceRow)
    {
        var bytes = (int)VectorSet.RowBytes(dimensions, format);
        source.Rows.Span.Slice(sourceRow * bytes, bytes).CopyTo(Rows.AsSpan(row * bytes, bytes));
        if (Scales.Length > 0)
            Scales[row] = source.Scales.Span[sourceRow];
    }
}
