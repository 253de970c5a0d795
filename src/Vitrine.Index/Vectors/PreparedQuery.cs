namespace Vitrine.Index;

/// <summary>A query vector padded and converted once, for as many rows as it will meet.</summary>
internal sealed class PreparedQuery
{
    private PreparedQuery(float[] numbers, short[] steps, float factor) => (Numbers, Steps, Factor) = (numbers, steps, factor);

    /// <summary>The numbers for float rows, padded with zeros.</summary>
    public float[] Numbers { get; }

    /// <summary>The numbers in 16-bit steps for 8-bit rows, padded; empty for other rows.</summary>
    public short[] Steps { get; }

    /// <summary>What a kernel's result is multiplied by, besides the scale of the row.</summary>
    public float Factor { get; }

    /// <exception cref="ArgumentException">The length is wrong or a number is not finite.</exception>
    public static PreparedQuery Of(ReadOnlySpan<float> query, int dimensions, VectorFormat format)
    {
        if (query.Length != dimensions)
            throw new ArgumentException($"A query of {query.Length} dimensions; the vectors have {dimensions}.", nameof(query));
        var largest = VectorCodec.Largest(query, "the query");
        var stride = VectorCodec.Stride(dimensions);
        var numbers = new float[stride];
        switch (format)
        {
            case VectorFormat.Float16:
                // A power of two brings the largest number to 1…2 before the factor 2^112, so that nothing overflows; both are exact.
                var exponent = largest == 0 ? 0 : MathF.ILogB(largest);
                for (var i = 0; i < query.Length; i++)
                    numbers[i] = MathF.ScaleB(query[i], -exponent) * DotKernel.HalfQueryFactor;
                return new PreparedQuery(numbers, [], MathF.ScaleB(1, exponent));
            case VectorFormat.Int8:
                // As many steps as 32 bits allow for the sum of all products with ±127: 16,512 at 1,024 dimensions. The query's
                // rounding is then a hundredth of the rows' own.
                var range = Math.Min(short.MaxValue, int.MaxValue / (127 * stride));
                var steps = new short[stride];
                for (var i = 0; i < query.Length; i++)
                    steps[i] = (short)Math.Round(largest == 0 ? 0 : (double)query[i] / largest * range);
                return new PreparedQuery([], steps, largest / range);
            default:
                query.CopyTo(numbers);
                return new PreparedQuery(numbers, [], 1);
        }
    }
}
