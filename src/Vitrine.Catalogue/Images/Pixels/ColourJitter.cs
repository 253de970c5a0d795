using System.Buffers;
using System.Numerics.Tensors;

namespace Vitrine.Catalogue.Images;

/// <summary>
/// Another lighting of the same things: brightness, then contrast about the picture's mean grey, then saturation about each pixel's own grey.
/// The hue stays, since the colour is part of what titles say.
/// </summary>
/// <param name="Brightness">Factor; 1 changes nothing.</param>
/// <param name="Contrast">Factor; 0 leaves the mean grey.</param>
/// <param name="Saturation">Factor; 0 leaves a grey picture.</param>
internal readonly record struct ColourJitter(float Brightness, float Contrast, float Saturation)
{
    // Luma of ITU-R BT.601.
    private static ReadOnlySpan<float> GreyOf => [0.299f, 0.587f, 0.114f];

    /// <param name="planes">[3, height, width] in 0 … 255, changed.</param>
    /// <param name="width">Columns.</param>
    public void Apply(Span<float> planes, int width)
    {
        var length = planes.Length / 3;
        var rented = ArrayPool<float>.Shared.Rent(length);
        var grey = rented.AsSpan(0, length);
        TensorPrimitives.Multiply(planes[..length], GreyOf[0], grey);
        for (var colour = 1; colour < 3; colour++) TensorPrimitives.MultiplyAdd(planes.Slice(colour * length, length), GreyOf[colour], grey, grey);

        // The three in one: s · (c · (b · v) + (1 − c) · b · m) + (1 − s) · (the same of the pixel's grey).
        var both = Brightness * Contrast;
        var lift = Brightness * (1 - Contrast) * Mean(grey, width);
        TensorPrimitives.Multiply(grey, both * (1 - Saturation), grey);
        TensorPrimitives.Add(grey, lift, grey);
        for (var colour = 0; colour < 3; colour++)
        {
            var plane = planes.Slice(colour * length, length);
            TensorPrimitives.MultiplyAdd(plane, both * Saturation, grey, plane);
            TensorPrimitives.Clamp(plane, 0, 255, plane);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    // Row upon row, then along the sum: the order does not depend on the width of the machine's vectors.
    private static float Mean(ReadOnlySpan<float> values, int width)
    {
        var columns = width <= 512 ? stackalloc float[width] : new float[width];
        columns.Clear();
        for (var start = 0; start < values.Length; start += width) TensorPrimitives.Add(columns, values.Slice(start, width), columns);
        var sum = 0.0;
        foreach (var column in columns) sum += column;
        return (float)(sum / values.Length);
    }
}
