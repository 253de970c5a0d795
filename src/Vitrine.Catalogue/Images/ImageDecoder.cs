using System.Text;

namespace Vitrine.Catalogue.Images;

/// <summary>
/// Image file → <see cref="RgbImage"/>, upright, sRGB by its colour profile, transparency laid on white, the first frame of an animation. Made for files
/// from anywhere: limits come first, damage is an <see cref="ImageException"/>. Safe to call from many threads at once; each call uses one core.
/// </summary>
public static class ImageDecoder
{
    /// <param name="file">The bytes of a whole image file of an <see cref="ImageFormat"/>, told by content.</param>
    /// <param name="limits">Default <see cref="ImageLimits.Default"/>.</param>
    /// <param name="target">The size to decode to; default the picture's own. Shrinking averages (Lanczos 3), it never skips pixels.</param>
    /// <exception cref="ImageException">Empty, too large, of an unknown format, truncated or damaged.</exception>
    /// <exception cref="CatalogueException">libvips cannot be loaded here.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, ImageLimits? limits = null, TargetSize? target = null)
    {
        using var opened = ImageFile.Open(file, limits);
        var (width, height) = target?.For(opened.Header.Width, opened.Header.Height) ?? (opened.Header.Width, opened.Header.Height);
        return opened.Decode(width, height);
    }

    /// <summary>Renders an SVG document.</summary>
    /// <param name="svg">The document; it needs a size or a viewBox.</param>
    /// <param name="width">Pixels of the result; the drawing is stretched to them.</param>
    /// <param name="height">See <paramref name="width"/>.</param>
    /// <inheritdoc cref="Decode" path="/exception"/>
    public static RgbImage RenderSvg(string svg, int width, int height) =>
        Decode(Encoding.UTF8.GetBytes(svg), target: new TargetSize(width, height));
}
