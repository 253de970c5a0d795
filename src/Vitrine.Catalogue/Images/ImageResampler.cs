namespace Vitrine.Catalogue.Images;

/// <summary>The kernel of a resampling. When shrinking it is widened to cover every source pixel (antialiasing).</summary>
public enum Resampling
{
    /// <summary>Triangle of radius 1.</summary>
    Bilinear,

    /// <summary>Keys' cubic of radius 2 with a = −½.</summary>
    Bicubic,
}

/// <summary>
/// Resizes decoded pictures: separable, columns first, in 22-bit fixed point with 8-bit intermediates: the arithmetic of Pillow's <c>Image.resize</c>, with which most
/// vision encoders were trained, so their pixels come out the same here. Integers only: the same bits on every machine.
/// A file that is to be shrunk is better given its size at <see cref="ImageDecoder.Decode"/>.
/// </summary>
public static class ImageResampler
{
    private const int FractionBits = 22;

    /// <summary>Stretches or shrinks to exactly this size, in pixels. Returns the same picture where nothing is to do.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="width">Columns of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="kernel">Default bicubic.</param>
    public static RgbImage Resize(this RgbImage image, int width, int height, Resampling kernel = Resampling.Bicubic)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (width != image.Width) image = ResizeRows(image, width, kernel);
        return height == image.Height ? image : ResizeColumns(image, height, kernel);
    }

    private static RgbImage ResizeRows(RgbImage image, int width, Resampling kernel)
    {
        var taps = Taps(image.Width, width, kernel);
        var result = new byte[width * image.Height * 3];
        for (var y = 0; y < image.Height; y++)
        {
            var source = image.Pixels.AsSpan(y * image.Width * 3, image.Width * 3);
            var target = result.AsSpan(y * width * 3, width * 3);
            for (var x = 0; x < width; x++)
            {
                var (first, weights) = taps[x];
                var (r, g, b) = (1 << (FractionBits - 1), 1 << (FractionBits - 1), 1 << (FractionBits - 1));
                for (var k = 0; k < weights.Length; k++)
                {
                    var pixel = source.Slice((first + k) * 3, 3);
                    r += pixel[0] * weights[k];
                    g += pixel[1] * weights[k];
                    b += pixel[2] * weights[k];
                }

                (target[3 * x], target[3 * x + 1], target[3 * x + 2]) = (ToByte(r), ToByte(g), ToByte(b));
            }
        }

        return new RgbImage(width, image.Height, result);
    }

    private static RgbImage ResizeColumns(RgbImage image, int height, Resampling kernel)
    {
        var taps = Taps(image.Height, height, kernel);
        var stride = image.Width * 3;
        var result = new byte[stride * height];
        var sums = new int[stride];
        for (var y = 0; y < height; y++)
        {
            var (first, weights) = taps[y];
            Array.Fill(sums, 1 << (FractionBits - 1));
            for (var k = 0; k < weights.Length; k++)
            {
                var row = image.Pixels.AsSpan((first + k) * stride, stride);
                for (var i = 0; i < row.Length; i++) sums[i] += row[i] * weights[k];
            }

            for (var i = 0; i < stride; i++) result[y * stride + i] = ToByte(sums[i]);
        }

        return new RgbImage(image.Width, height, result);
    }

    /// <summary>For every target pixel the first source pixel that counts and the weights from there on, which sum to one.</summary>
    private static (int First, int[] Weights)[] Taps(int source, int target, Resampling kernel)
    {
        var scale = (double)source / target;
        var widening = Math.Max(1, scale);
        var radius = (kernel == Resampling.Bicubic ? 2 : 1) * widening;
        var taps = new (int, int[])[target];
        for (var i = 0; i < target; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max(0, (int)(centre - radius + 0.5));
            var weights = new double[Math.Min(source, (int)(centre + radius + 0.5)) - first];
            for (var k = 0; k < weights.Length; k++) weights[k] = Weight(kernel, (first + k - centre + 0.5) / widening);
            var sum = weights.Sum();
            taps[i] = (first, [.. weights.Select(w => (int)Math.Round(w / sum * (1 << FractionBits), MidpointRounding.AwayFromZero))]);
        }

        return taps;
    }

    private static double Weight(Resampling kernel, double distance)
    {
        const double A = -0.5;
        var x = Math.Abs(distance);
        if (kernel == Resampling.Bilinear) return Math.Max(0, 1 - x);
        return x < 1 ? ((A + 2) * x - (A + 3)) * x * x + 1
            : x < 2 ? (((x - 5) * x + 8) * x - 4) * A
            : 0;
    }

    private static byte ToByte(int sum) => (byte)Math.Clamp(sum >> FractionBits, 0, 255);
}
