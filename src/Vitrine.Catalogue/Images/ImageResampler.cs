using Vitrine.Catalogue.Images.Native;

namespace Vitrine.Catalogue.Images;

/// <summary>The kernel of a resampling; each is widened when shrinking, so that every source pixel counts (antialiasing).</summary>
public enum Resampling
{
    Bilinear = 1,
    Bicubic = 2,
    Lanczos3 = 5,
}

/// <summary>Resizes decoded pictures. A file that is to be shrunk is better given its size at <see cref="ImageDecoder.Decode"/>.</summary>
public static unsafe class ImageResampler
{
    /// <summary>Stretches or shrinks to exactly this size, in pixels.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="width">Columns of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="kernel">Default bicubic (Catmull-Rom, a = −½), what vision encoders are mostly trained with.</param>
    public static RgbImage Resize(this RgbImage image, int width, int height, Resampling kernel = Resampling.Bicubic)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (width == image.Width && height == image.Height) return image;
        fixed (byte* pixels = image.Pixels)
        {
            using var source = VipsImage.FromPinned(pixels, image.Width, image.Height);
            using var resized = new VipsOperation("resize").Set("in", source).Set("kernel", (int)kernel)
                .Set("scale", (double)width / image.Width).Set("vscale", (double)height / image.Height).ToImage();
            return new RgbImage(resized.Width, resized.Height, resized.ToBytes());
        }
    }
}
