using System.Text;
using Vitrine.Catalogue.Images.Native;

namespace Vitrine.Catalogue.Images;

/// <summary>
/// Image file → <see cref="RgbImage"/>, upright, sRGB, transparency laid on white, the first frame of an animation. Made for files
/// from anywhere: limits come first, damage is an <see cref="ImageException"/>. Safe to call from many threads at once; each call uses one core.
/// </summary>
public static unsafe class ImageDecoder
{
    private const int SizeForce = 3;

    /// <summary>
    /// Stop at data that is missing or wrong, but not at a decoder's mere warning, which many photos from cameras raise.
    /// Given to the loader itself: libvips 8.14 forgets the property of the same name on thumbnail_buffer.
    /// </summary>
    private const string FailOnError = "fail_on=error";

    /// <param name="file">The bytes of a whole image file: JPEG, PNG, WebP, GIF, TIFF or SVG, told by content.</param>
    /// <param name="limits">Default <see cref="ImageLimits.Default"/>.</param>
    /// <param name="target">The size to decode to; default the picture's own. Shrinking averages (Lanczos 3), it never skips pixels.</param>
    /// <exception cref="ImageException">Empty, too large, of an unknown format, truncated or damaged.</exception>
    /// <exception cref="ImageLibraryException">libvips is missing.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, ImageLimits? limits = null, TargetSize? target = null)
    {
        var header = ImageHeader.Read(file, limits);
        var (width, height) = target?.For(header.Width, header.Height) ?? (header.Width, header.Height);
        fixed (byte* bytes = file)
        {
            try
            {
                // One operation turns upright, converts to sRGB, and shrinks while it loads where the format can.
                using var upright = new VipsOperation("thumbnail_buffer").SetPinned("buffer", bytes, file.Length)
                    .Set("width", width).Set("height", height).Set("size", SizeForce).Set("option_string", FailOnError).ToImage();
                return ToRgb(upright);
            }
            catch (ImageException e)
            {
                throw new ImageException(ImageFault.Broken,
                    $"The {header.Format.Name()} image ({header.Width}×{header.Height}) is truncated or damaged ({e.Message}); save or download it again.");
            }
        }
    }

    /// <summary>Renders an SVG document.</summary>
    /// <param name="svg">The document; it needs a size or a viewBox.</param>
    /// <param name="width">Pixels of the result; the drawing is stretched to them.</param>
    /// <param name="height">See <paramref name="width"/>.</param>
    /// <inheritdoc cref="Decode" path="/exception"/>
    public static RgbImage RenderSvg(string svg, int width, int height) =>
        Decode(Encoding.UTF8.GetBytes(svg), target: new TargetSize(width, height));

    /// <summary>Copies the pixels out; what is not three bytes of sRGB yet (alpha, grey, 16 bits) becomes it.</summary>
    private static RgbImage ToRgb(VipsImage image)
    {
        // Most photos arrive here as plain RGB; three more operations would cost as much time as decoding a small one.
        if (image.IsRgb) return new RgbImage(image.Width, image.Height, image.ToBytes());
        using var srgb = new VipsOperation("colourspace").Set("in", image).Set("space", VipsImage.Srgb).ToImage();
        using var opaque = srgb.HasAlpha ? new VipsOperation("flatten").Set("in", srgb).Set("background", 255, 255, 255).ToImage() : null;
        using var threeBands = new VipsOperation("extract_band").Set("in", opaque ?? srgb).Set("band", 0).Set("n", 3).ToImage();
        using var bytes = new VipsOperation("cast").Set("in", threeBands).Set("format", VipsImage.Uchar).ToImage();
        return new RgbImage(bytes.Width, bytes.Height, bytes.ToBytes());
    }
}
