using System.Runtime.InteropServices;

namespace Vitrine.Index;

/// <summary>Conversion of float32 vectors to the stored formats and back.</summary>
internal static class VectorCodec
{
    /// <summary>Most dimensions of a vector; keeps the 8-bit query at 8 bits or more.</summary>
    public const int MaxDimensions = 65_536;

    /// <summary>Dimensions of a stored row: a multiple of the kernels' step, the rest zeros.</summary>
    public static int Stride(int dimensions) => (dimensions + DotKernel.Step - 1) / DotKernel.Step * DotKernel.Step;

    /// <summary>Largest magnitude.</summary>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static float Largest(ReadOnlySpan<float> numbers, string owner)
    {
        float largest = 0;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!float.IsFinite(numbers[i]))
                throw new ArgumentException($"Dimension {i} of {owner} is {numbers[i]}; a vector holds finite numbers. Look for a division by zero in the model.");
            largest = MathF.Max(largest, MathF.Abs(numbers[i]));
        }

        return largest;
    }

    /// <summary>Writes a vector into a stored row, whose padding stays as it is, and returns the row's scale.</summary>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static float Encode(ReadOnlySpan<float> numbers, VectorFormat format, Span<byte> row, string owner)
    {
        var largest = Largest(numbers, owner);
        switch (format)
        {
            case VectorFormat.Float16:
                return ToHalf(numbers, largest, MemoryMarshal.Cast<byte, short>(row));
            case VectorFormat.Int8:
                return ToInt8(numbers, largest, MemoryMarshal.Cast<byte, sbyte>(row));
            default:
                numbers.CopyTo(MemoryMarshal.Cast<byte, float>(row));
                return 1;
        }
    }

    /// <summary>Reads a stored row back.</summary>
    public static void Decode(ReadOnlySpan<byte> row, float scale, VectorFormat format, Span<float> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = format switch
            {
                VectorFormat.Float16 => (float)MemoryMarshal.Cast<byte, Half>(row)[i] * scale,
                VectorFormat.Int8 => (sbyte)row[i] * scale,
                _ => MemoryMarshal.Cast<byte, float>(row)[i],
            };
        }
    }

    /// <summary>Writes half-precision bits and returns the row's scale, a power of two.</summary>
    private static float ToHalf(ReadOnlySpan<float> numbers, float largest, Span<short> row)
    {
        // The largest number goes to 2^14…2^15, near the top of the format, so that small ones keep their bits as long as possible.
        var exponent = largest == 0 ? 0 : Math.Max(MathF.ILogB(largest) - 14, -126);
        for (var i = 0; i < numbers.Length; i++)
            row[i] = BitConverter.HalfToInt16Bits((Half)MathF.ScaleB(numbers[i], -exponent));
        return MathF.ScaleB(1, exponent);
    }

    /// <summary>Writes 8-bit steps and returns the row's scale.</summary>
    private static float ToInt8(ReadOnlySpan<float> numbers, float largest, Span<sbyte> row)
    {
        if (largest == 0)
            return 0;
        for (var i = 0; i < numbers.Length; i++)
            row[i] = (sbyte)Math.Round((double)numbers[i] / largest * 127);
        return largest / 127;
    }
}
