using System.Buffers;
using System.Numerics.Tensors;

namespace Vitrine.Catalogue.Images;

/// <summary>Bytes of a window of a picture to planes of numbers, resampled in both axes.</summary>
internal static class WindowResampler
{
    /// <param name="source">[height, <paramref name="sourceWidth"/>, 3]</param>
    /// <param name="sourceWidth">Pixels per row of the source.</param>
    /// <param name="across">The columns.</param>
    /// <param name="down">The rows.</param>
    /// <param name="planes">[3, height, width] of the result, in 0 … 255.</param>
    /// <param name="width">Columns of the result.</param>
    public static void Resample(
        ReadOnlySpan<byte> source, int sourceWidth, in WindowTaps across, in WindowTaps down, Span<float> planes, int width)
    {
        var height = planes.Length / 3 / width;
        var rowLength = 3 * width;
        var rented = ArrayPool<float>.Shared.Rent((down.End - down.First) * rowLength);
        for (var y = down.First; y < down.End; y++)
            ResampleRow(source.Slice(y * sourceWidth * 3, sourceWidth * 3), across, rented.AsSpan((y - down.First) * rowLength, rowLength), width);

        for (var y = 0; y < height; y++)
        {
            var weights = down.WeightsOf(y);
            var rows = rented.AsSpan((down.FirstOf(y) - down.First) * rowLength);
            for (var colour = 0; colour < 3; colour++)
            {
                var target = planes.Slice((colour * height + y) * width, width);
                TensorPrimitives.Multiply(rows.Slice(colour * width, width), weights[0], target);
                for (var k = 1; k < weights.Length; k++)
                {
                    if (weights[k] != 0)
                        TensorPrimitives.MultiplyAdd(rows.Slice(k * rowLength + colour * width, width), weights[k], target, target);
                }
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    // Interleaved bytes to three short planes, so that the columns can be summed by vectors.
    private static void ResampleRow(ReadOnlySpan<byte> source, in WindowTaps across, Span<float> target, int width)
    {
        var reds = target[..width];
        var greens = target.Slice(width, width);
        var blues = target.Slice(2 * width, width);
        for (var x = 0; x < width; x++)
        {
            var weights = across.WeightsOf(x);
            var pixels = source.Slice(across.FirstOf(x) * 3, weights.Length * 3);
            var (red, green, blue) = (0f, 0f, 0f);
            for (var k = 0; k < weights.Length; k++)
            {
                var weight = weights[k];
                red += pixels[3 * k] * weight;
                green += pixels[3 * k + 1] * weight;
                blue += pixels[3 * k + 2] * weight;
            }

            (reds[x], greens[x], blues[x]) = (red, green, blue);
        }
    }
}
