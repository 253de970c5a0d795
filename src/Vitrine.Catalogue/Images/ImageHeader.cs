namespace Vitrine.Catalogue.Images;

/// <summary>What the header of an image file says. Width and height are those of the upright picture, in pixels: the EXIF orientation is applied.</summary>
public readonly record struct ImageHeader(ImageFormat Format, int Width, int Height)
{
    /// <summary>A JPEG without its end mark. It can be decoded if hardly anything of the picture is missing.</summary>
    public bool EndsEarly { get; init; }

    /// <summary>Reads format and size without decoding a pixel, and refuses what the limits forbid.</summary>
    /// <param name="file">The bytes of a whole image file.</param>
    /// <param name="limits">Default <see cref="ImageLimits.Default"/>.</param>
    /// <exception cref="ImageException">Empty, too large, of an unknown format, or damaged in its header.</exception>
    /// <exception cref="CatalogueException">libvips cannot be loaded here.</exception>
    public static ImageHeader Read(ReadOnlySpan<byte> file, ImageLimits? limits = null)
    {
        using var opened = ImageFile.Open(file, limits);
        return opened.Header;
    }
}
